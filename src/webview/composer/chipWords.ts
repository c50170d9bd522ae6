import type { AttachmentKind } from '../../protocol/toView';

const icons: Readonly<Record<AttachmentKind, string>> = {
  file: 'file',
  directory: 'folder',
  selection: 'list-selection',
  image: 'file-media',
  symbol: 'symbol-class',
  problems: 'warning',
  terminal: 'terminal',
  changes: 'source-control',
  text: 'clippy',
  tool: 'tools',
};

export function attachmentIcon(kind: AttachmentKind): string {
  return icons[kind];
}
