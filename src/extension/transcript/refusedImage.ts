import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { imageSizeFromFile } from 'image-size/fromFile';
import type { Notice } from '../../protocol/notices';
import { isImage } from './attachments';

/** Pictures that no service reads. */
const unreadable = new Set(['.heic', '.heif', '.tif', '.tiff', '.avif']);
/** The same as for an image that is pasted. */
const mostMegabytes = 20;
/** On a side; services refuse more. */
const mostPixels = 8000;

/** Why an image is not attached, which the service would refuse when the message is on its way. */
export async function refusedImage(file: string): Promise<Pick<Notice, 'code' | 'values'> | undefined> {
  const name = path.basename(file);
  const isUnreadable = unreadable.has(path.extname(file).toLowerCase());
  if (!isUnreadable && !isImage(file)) return undefined;
  const found = await fs.stat(file);
  if (!found.isFile()) return undefined;
  if (isUnreadable) return { code: 'image-unreadable', values: { name } };
  const megabytes = Math.ceil(found.size / 1_000_000);
  if (megabytes > mostMegabytes)
    return { code: 'image-too-large', values: { name, megabytes, limit: mostMegabytes } };
  const { width = 0, height = 0 } = await sizeOf(file);
  if (Math.max(width, height) <= mostPixels) return undefined;
  return { code: 'image-too-large', values: { name, width, height, limit: mostPixels } };
}

/** Empty where the file does not say; the service may know more. */
async function sizeOf(file: string): Promise<{ readonly width?: number; readonly height?: number }> {
  try {
    return await imageSizeFromFile(file);
  } catch {
    return {};
  }
}
