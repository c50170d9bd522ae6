import type { Notice } from '../../protocol/toView';
import type { ToHost } from '../../protocol/toHost';
import { plural } from '../base/l10n';
import type { Store } from './store';
import { isTooLarge, mostMegabytes, readImage } from './pastedImage';

/** A text longer than this in lines or letters becomes a chip. */
const [mostLines, mostLetters] = [30, 2000];
/** Programs hand over whole files; no message needs more than this as words. */
const mostTextBytes = 2_000_000;

export function isLong(text: string): boolean {
  return text.length > mostLetters || text.split('\n').length > mostLines;
}

/** Takes pasted and dropped content that is more than a few words. */
export class Pastes {
  constructor(
    private readonly store: Store,
    private readonly send: (wish: ToHost) => void,
  ) {}

  /** Gives back whether the content was taken; words of ordinary length are left to the text field. */
  paste(data: DataTransfer): boolean {
    const text = data.getData('text/plain');
    const images = [...data.files].filter((file) => file.type.startsWith('image/'));
    // Office programs add a picture of the text that they copy.
    if (images.length > 0 && text === '') {
      for (const image of images) void this.takeImage(image);
      return true;
    }
    if (!isLong(text)) return false;
    const lines = text.replace(/\n$/, '').split('\n').length;
    this.sendText(text, plural(lines, 'Pasted text, 1 line', 'Pasted text, {0} lines'));
    return true;
  }

  /** Files of other programs, which tell no address. */
  drop(files: readonly File[]): void {
    for (const file of files) {
      if (file.type.startsWith('image/')) void this.takeImage(file);
      else void this.takeFile(file);
    }
  }

  private async takeImage(file: File): Promise<void> {
    if (isTooLarge(file)) {
      const megabytes = Math.ceil(file.size / 1_000_000);
      this.tell('image-too-large', { name: file.name, megabytes, limit: mostMegabytes });
      return;
    }
    const image = await readImage(file);
    if (image) this.send({ type: 'attachment/image', ...image });
    else this.tell('image-unreadable', { name: file.name });
  }

  private async takeFile(file: File): Promise<void> {
    const text = file.size > mostTextBytes ? undefined : await file.text().catch(() => undefined);
    // A zero is in every binary file and in no text.
    if (text === undefined || text.includes('\0')) this.tell('file-not-dropped', { name: file.name });
    else this.sendText(text, file.name);
  }

  private sendText(text: string, label: string): void {
    this.send({ type: 'attachment/text', text, label });
  }

  private tell(code: Notice['code'], values: NonNullable<Notice['values']>): void {
    this.store.banner.value = { code, severity: 'error', values, actions: ['dismiss'] };
  }
}
