import { signal } from '@preact/signals';
import type { Token } from 'marked';

export interface DrawnDiagram {
  readonly element: SVGElement;
  /** The library's name of what it is. */
  readonly kind: string;
  /** Holds for the element alone; to be adopted while it stands in the page. */
  readonly sheet: CSSStyleSheet;
}
/** Undefined when the source cannot be drawn. */
export type DrawDiagram = (source: string) => Promise<DrawnDiagram | undefined>;

/** A formula as MathML, or why it cannot be drawn. */
export type DrawnMath = { readonly element: Element } | { readonly problem: string };
export type DrawMath = (tex: string, isDisplay: boolean) => DrawnMath;

/** A top-level piece of an answer. The same object comes back while its content stays the same. */
export type Block =
  | {
      readonly kind: 'token';
      readonly raw: string;
      readonly token: Token;
      /** The rank of a heading; 0 for anything else. */
      readonly level: number;
    }
  /** A code fence whose end has not come yet. */
  | { readonly kind: 'open-code'; readonly info: string; readonly code: string };

/** Keeps one answer in blocks while it grows. */
export interface BlockSplitter {
  update(source: string, isOpen: boolean): readonly Block[];
}

/** Where a link of the model leads. Anything but web, mail and files is not followed. */
export type Target =
  | { readonly kind: 'web'; readonly href: string }
  | FileTarget
  | { readonly kind: 'symbol'; readonly name: string }
  | { readonly kind: 'none' };

/** Lines and columns count from 1. */
export interface FileTarget {
  readonly kind: 'file';
  readonly path: string;
  readonly line?: number;
  readonly column?: number;
  readonly endLine?: number;
}

export interface TextPiece {
  readonly text: string;
  readonly target?: FileTarget;
}

/** Finds what leads somewhere. */
export interface LinkReader {
  linkTarget(href: string): Target;
  fileInCode(text: string): FileTarget | undefined;
  symbolInCode(text: string): string | undefined;
  splitPaths(text: string): readonly TextPiece[];
  lineBehind(text: string): Pick<FileTarget, 'line' | 'endLine'> | undefined;
}

export interface MarkdownReader {
  readonly links: LinkReader;
  /** Turns the character references of running text into characters; unknown ones stay as written. */
  readonly decodeEntities: (text: string) => string;
  makeSplitter(): BlockSplitter;
  readonly lex: (text: string) => readonly Token[];
}

/** Comes with a script of its own; until then text is shown as it was written. */
export const markdownReader = signal<MarkdownReader | undefined>(undefined);

/** For what is drawn only once its text was read. */
export function reading(): MarkdownReader {
  const reader = markdownReader.peek();
  if (!reader) throw new Error('Markdown is drawn before it can be read.');
  return reader;
}
