import * as path from 'node:path';

/** Absolute path of what the agent named, which may be relative to the session's folder. */
export function fromAgent(folder: string, named: string): string {
  return path.resolve(folder, named);
}

/** Path as the agent reads it best: relative inside the folder, absolute outside. */
export function toAgent(folder: string, absolute: string): string {
  const relative = path.relative(folder, absolute);
  const isInside = relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
  return isInside ? relative.split(path.sep).join('/') : absolute;
}
