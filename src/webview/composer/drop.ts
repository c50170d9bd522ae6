import { signal } from '@preact/signals';

/** Types under which the editor's explorer and tabs, and other programs, hand over files. */
const jsonTypes = ['resourceurls', 'ResourceURLs'];
const listTypes = ['application/vnd.code.uri-list', 'text/uri-list'];

/** Whether something that can be attached is being dragged over the page. */
export const isDraggingFiles = signal(false);

export function carriesFiles(types: readonly string[]): boolean {
  const lower = types.map((type) => type.toLowerCase());
  return [...jsonTypes, ...listTypes, 'Files'].some((type) => lower.includes(type.toLowerCase()));
}

/** The addresses of dropped files; web pages and the like are left out. */
export function droppedUris(read: (type: string) => string): readonly string[] {
  for (const type of listTypes) {
    const uris = read(type)
      .split(/\r?\n/)
      .filter((line) => line !== '' && !line.startsWith('#'));
    if (uris.some(isFile)) return unique(uris);
  }
  for (const type of jsonTypes) {
    const uris = parseList(read(type));
    if (uris.some(isFile)) return unique(uris);
  }
  return [];
}

/** Takes files dropped anywhere on the page; gives back how to stop. */
export function acceptDrops(
  target: Document,
  onDrop: (uris: readonly string[]) => void,
  onFiles: (files: readonly File[]) => void,
): () => void {
  const over = (event: DragEvent) => {
    if (!event.dataTransfer || !carriesFiles(event.dataTransfer.types)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    isDraggingFiles.value = true;
  };
  const leave = (event: DragEvent) => {
    if (event.relatedTarget === null) isDraggingFiles.value = false;
  };
  const drop = (event: DragEvent) => {
    isDraggingFiles.value = false;
    const data = event.dataTransfer;
    if (!data || !carriesFiles(data.types)) return;
    event.preventDefault();
    const uris = droppedUris((type) => data.getData(type));
    if (uris.length > 0) onDrop(uris);
    else if (data.files.length > 0) onFiles([...data.files]);
  };
  target.addEventListener('dragover', over);
  target.addEventListener('dragleave', leave);
  target.addEventListener('drop', drop);
  return () => {
    target.removeEventListener('dragover', over);
    target.removeEventListener('dragleave', leave);
    target.removeEventListener('drop', drop);
  };
}

function isFile(uri: string): boolean {
  return /^(?:file|vscode-remote):\/\//i.test(uri);
}

function unique(uris: readonly string[]): readonly string[] {
  return [...new Set(uris.filter(isFile))];
}

function parseList(json: string): readonly string[] {
  try {
    const parsed: unknown = JSON.parse(json || '[]');
    return Array.isArray(parsed) ? parsed.filter((one) => typeof one === 'string') : [];
  } catch {
    // Another program may use the same type name for something else.
    return [];
  }
}
