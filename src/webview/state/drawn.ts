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
