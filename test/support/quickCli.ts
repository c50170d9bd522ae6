import { fastStart } from '../../src/sdk/index';
import { realCliPath } from './realCli';

let found: Promise<string> | undefined;

/**
 * The real CLI without its launcher, which takes most of a start: the program that `fastStart` finds, to be run in place
 * of the CLI. For tests of what a CLI does that runs, ends and comes back; those of its start, and one of each kind of
 * end, start it as usual. Where the CLI has not unpacked that program yet, it is the CLI itself.
 */
export function quickCliPath(): Promise<string> {
  const { env } = process as { env: Record<string, string> };
  const usual = { path: realCliPath, file: realCliPath, args: [], cwd: undefined, env, shell: false };
  found ??= fastStart(usual).then(
    ({ command }) => command.file,
    () => realCliPath,
  );
  return found;
}
