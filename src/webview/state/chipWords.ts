import type { AttachmentKind, OmittedWhy } from '../../protocol/toView';
import { t } from '../base/l10n';

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

export function omittedWords(why: OmittedWhy): string {
  switch (why) {
    case 'no-vision':
      return t('Not sent: the model sees no pictures');
    case 'too-large':
      return t('Not sent: too large for the Copilot CLI');
    case 'unavailable':
      return t('Its content is no longer kept');
  }
}
