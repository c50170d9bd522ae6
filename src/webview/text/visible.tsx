import type { ComponentChild } from 'preact';
import { t } from '../base/l10n';
import { visiblePieces, type Piece, type TextKind } from './visibleText';

interface VisibleTextProps {
  readonly text: string;
  readonly kind: TextKind;
  readonly className?: string;
}

/** Foreign text within a sentence of ours: what hides in it is a box, and it moves nothing around it. */
export function VisibleText({ text, kind, className }: VisibleTextProps) {
  return (
    <bdi class={className ? `vis ${className}` : 'vis'} dir={kind === 'prose' ? 'auto' : 'ltr'}>
      {drawVisible(text, kind)}
    </bdi>
  );
}

/** The same without an element around it, for where it stands alone. */
export function drawVisible(text: string, kind: TextKind): ComponentChild {
  const pieces = visiblePieces(text, kind);
  const [first] = pieces;
  if (pieces.length === 1 && first?.kind === 'plain') return first.text;
  return <>{pieces.map(drawPiece)}</>;
}

function drawPiece(piece: Piece, index: number): ComponentChild {
  switch (piece.kind) {
    case 'plain':
      return piece.text;
    case 'rtl':
      return <bdi key={index}>{piece.text}</bdi>;
    case 'hidden':
    case 'alike':
      return (
        <span key={index} class="esc" role="img" aria-label={nameOf(piece)}>
          {piece.name}
        </span>
      );
  }
}

function nameOf({ kind, name }: Extract<Piece, { readonly name: string }>): string {
  return kind === 'hidden' ? t('Hidden character {0}', name) : t('Look-alike {0}', name);
}
