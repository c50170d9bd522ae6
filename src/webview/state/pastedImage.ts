/** What models read; others are drawn anew as PNG. */
const readable = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'];
export const mostMegabytes = 20;
/** Providers refuse more than about 5 MB; base64 adds a third. */
const mostSentBytes = 3_500_000;
/** No model sees more than this many pixels to a side. */
const mostPixels = 2000;
/** Providers refuse an image with a longer side, however few bytes it has. */
const mostSentPixels = 8000;
const previewPixels = 48;

export interface PastedImage {
  readonly name: string;
  readonly mimeType: string;
  /** Base64. */
  readonly data: string;
  readonly preview: string;
}

export function isTooLarge(file: File): boolean {
  return file.size > mostMegabytes * 1_000_000;
}

/** Undefined when it is no image that can be drawn. */
export async function readImage(file: File): Promise<PastedImage | undefined> {
  try {
    const bitmap = await createImageBitmap(file);
    const preview = draw(bitmap, previewPixels).toDataURL('image/png');
    const isSmall = file.size <= mostSentBytes && Math.max(bitmap.width, bitmap.height) <= mostSentPixels;
    const isSentAsItIs = readable.includes(file.type) && isSmall;
    const sent = isSentAsItIs ? file : await smaller(bitmap);
    bitmap.close();
    return { name: file.name, mimeType: sent.type, data: await base64(sent), preview };
  } catch {
    return undefined; // the browser knows no such format, or the file is damaged
  }
}

async function smaller(bitmap: ImageBitmap): Promise<Blob> {
  const canvas = draw(bitmap, mostPixels);
  const png = await blobOf(canvas, 'image/png');
  return png.size <= mostSentBytes ? png : blobOf(canvas, 'image/jpeg');
}

function draw(bitmap: ImageBitmap, most: number): HTMLCanvasElement {
  const scale = Math.min(1, most / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas;
}

function blobOf(canvas: HTMLCanvasElement, type: string): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error(`No ${type}`))), type, 0.85);
  });
}

function base64(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(reader.error ?? new Error('unreadable'));
    reader.readAsDataURL(blob);
  });
}
