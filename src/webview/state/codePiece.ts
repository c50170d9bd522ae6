/** A piece of code: text, or pieces that share a style. */
export type CodePiece = string | { readonly className: string; readonly pieces: readonly CodePiece[] };

/** Colours code of a known language; undefined means: show it plain. */
export type Highlight = (code: string, language: string) => readonly CodePiece[] | undefined;
