/** What became of a picture that a person asked for. */
export type LoadedPicture =
  { readonly data: string } | { readonly problem: 'unreachable' | 'no-picture' | 'too-large' };

const timeoutMs = 15_000;
const mostBytes = 5 * 1024 * 1024;
/** What the page can draw and what cannot run anything: an SVG stays a link. */
const types: readonly string[] = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/** Fetches a picture for the page, which may load nothing by itself; gives it back as a `data:` address. */
export async function loadPicture(href: string): Promise<LoadedPicture> {
  try {
    const response = await fetch(href, { signal: AbortSignal.timeout(timeoutMs) });
    if (!response.ok) return { problem: 'unreachable' };
    const type = (response.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
    if (!types.includes(type) || !response.body) {
      await response.body?.cancel();
      return { problem: 'no-picture' };
    }
    const bytes = await readAll(response.body);
    return bytes ? { data: `data:${type};base64,${bytes.toString('base64')}` } : { problem: 'too-large' };
  } catch {
    return { problem: 'unreachable' }; // whatever the reason, the person can open it in a browser
  }
}

async function readAll(body: AsyncIterable<Uint8Array>): Promise<Buffer | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.length;
    if (size > mostBytes) return undefined; // leaving the loop ends the download
    parts.push(part);
  }
  return Buffer.concat(parts);
}
