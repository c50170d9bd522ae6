import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import type { Notice } from '../../protocol/notices';
import { isImage } from './attachments';

/** Pictures that no service reads. */
const unreadable = new Set(['.heic', '.heif', '.tif', '.tiff', '.avif']);
/** The same as for an image that is pasted. */
const mostMegabytes = 20;

/** Why an image is not attached, which the service would refuse when the message is on its way. */
export async function refusedImage(file: string): Promise<Pick<Notice, 'code' | 'values'> | undefined> {
  const name = path.basename(file);
  const isUnreadable = unreadable.has(path.extname(file).toLowerCase());
  if (!isUnreadable && !isImage(file)) return undefined;
  const found = await fs.stat(file);
  if (!found.isFile()) return undefined;
  if (isUnreadable) return { code: 'image-unreadable', values: { name } };
  const megabytes = Math.ceil(found.size / 1_000_000);
  if (megabytes <= mostMegabytes) return undefined;
  return { code: 'image-too-large', values: { name, megabytes, limit: mostMegabytes } };
}
