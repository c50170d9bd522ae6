import type { Token } from 'marked';

export type DiagramKind = 'flowchart' | 'sequence' | 'state' | 'class' | 'er' | 'pie' | 'gantt';

export interface DrawnDiagram {
  readonly element: SVGElement;
  readonly kind: DiagramKind;
  /** Says the picture; without it, it is the words in it. */
  readonly words?: string;
}
/** Undefined when not all of the source can be drawn. */
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

export interface MarkdownReader {
  makeSplitter(): BlockSplitter;
  readonly lex: (text: string) => readonly Token[];
}
