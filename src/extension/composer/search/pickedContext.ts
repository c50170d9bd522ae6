import { randomUUID } from 'node:crypto';
import * as path from 'node:path';
import type { AttachmentKind } from '../../../protocol/toView';
import { attachPath, attachSelection, type KeptAttachment } from '../../transcript/attachments';
import type { ProblemInfo } from '../../base/editorApi';
import { shownPath } from '../../base/folderPaths';
import type { ContextSources } from './contextSources';
import { isSerious } from '../../editor/liveProblems';
import type { KeptFiles } from '../../storage/pastedFiles';
import { parseSymbol } from './pickedValue';

export interface Picked {
  readonly kind: string;
  readonly value: string;
  readonly label: string;
}

/** A model's context is not for whole logs. */
const mostCharacters = 100_000;

/** Makes an attachment of what was picked or pasted. */
export class PickedContext {
  constructor(
    private readonly sources: ContextSources,
    private readonly kept: KeptFiles,
    private readonly folder: string,
  ) {}

  /** Empty when there is nothing behind it any more. */
  async pick({ kind, value, label }: Picked): Promise<readonly KeptAttachment[]> {
    const { editor } = this.sources;
    switch (kind) {
      case 'file':
      case 'directory':
        return [await attachPath(value)];
      case 'editors':
        return whatIsThere(editor.openEditors().map((one) => attachPath(one.path)));
      case 'symbol':
        return [symbolAttachment(value)];
      case 'selection': {
        const selection = editor.selection();
        if (!selection?.text) return [];
        return [attachSelection(selection.path, selection.text, selection.range, selection.cell)];
      }
      case 'problems':
        return this.text('problems', label, problemLines(problemsIn(editor, value), this.folder));
      case 'terminal': {
        const run = this.sources.terminalRuns().find((one) => one.id === value);
        return this.text('terminal', label, run ? `$ ${run.command}\n${run.output}` : '');
      }
      case 'changes':
        return this.text('changes', label, await this.sources.readChanges());
      case 'tool':
        return [{ id: randomUUID(), kind: 'tool', label: value, path: '' }];
      default:
        return [];
    }
  }

  async pasteText(text: string, label: string): Promise<KeptAttachment> {
    return { id: randomUUID(), kind: 'text', label, path: await this.kept.keepText(text) };
  }

  async pasteImage(image: {
    readonly name: string;
    readonly mimeType: string;
    readonly data: string;
    readonly preview: string;
  }): Promise<KeptAttachment> {
    const file = await this.kept.keepImage(image.data, image.mimeType);
    const { name: label, mimeType, preview } = image;
    return { id: randomUUID(), kind: 'image', label, path: file, mimeType, preview };
  }

  private async text(kind: AttachmentKind, label: string, text: string): Promise<readonly KeptAttachment[]> {
    if (text.trim() === '') return [];
    const path = await this.kept.keepText(cut(text));
    return [{ id: randomUUID(), kind, label, path, name: `@${kind}` }];
  }
}

/** A tab may show what was never saved, or is gone from the disk. */
async function whatIsThere(coming: readonly Promise<KeptAttachment>[]): Promise<readonly KeptAttachment[]> {
  const found = await Promise.allSettled(coming);
  return found.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
}

function symbolAttachment(value: string): KeptAttachment {
  const { name, path: file, range } = parseSymbol(value);
  const label = `${name} ${path.basename(file)}:${range.start.line + 1}`;
  return { id: randomUUID(), kind: 'symbol', label, path: file, range };
}

/** Of one file those that an empty session counts; of all files everything. */
function problemsIn(editor: ContextSources['editor'], file: string): readonly ProblemInfo[] {
  return file === '' ? editor.problems() : editor.problems(file).filter(isSerious);
}

export function problemLines(problems: readonly ProblemInfo[], folder: string): string {
  const rank = { error: 0, warning: 1, info: 2, hint: 3 } as const;
  return [...problems]
    .sort((a, b) => rank[a.severity] - rank[b.severity])
    .map(({ path: file, severity, message, source, range }) => {
      const place = `${shownPath(folder, file)}:${range.start.line + 1}:${range.start.character + 1}`;
      return `${place} ${severity}: ${message}${source ? ` (${source})` : ''}`;
    })
    .join('\n');
}

/** The end of an output tells most, the beginning what it was. */
function cut(text: string): string {
  if (text.length <= mostCharacters) return text;
  const half = mostCharacters / 2;
  return `${text.slice(0, half)}\n[… ${text.length - mostCharacters} characters left out …]\n${text.slice(-half)}`;
}
