import {
  areJoined,
  areWrittenTogether,
  isAlike,
  isAlikeLetter,
  isAtHome,
  isOrdinary,
  isRightToLeft,
  nameOf,
  scriptOf,
} from './characters';

/**
 * `code`: commands and arguments of many lines. `line`: a path, an address, a name, where even the end of a line
 * hides something. `prose`: words, in which emoji and joiners of a script may stand.
 */
export type TextKind = 'code' | 'line' | 'prose';

export type Piece =
  | { readonly kind: 'plain'; readonly text: string }
  /** A word that is read from right to left, kept from moving what stands beside it. */
  | { readonly kind: 'rtl'; readonly text: string }
  /** What leaves no ink, or moves other ink. */
  | { readonly kind: 'hidden'; readonly name: string }
  /** What is drawn like something else. */
  | { readonly kind: 'alike'; readonly name: string };

/** What the person is warned of. */
export interface Suspects {
  readonly hidden: number;
  readonly alike: number;
}

const plainText: Readonly<Record<TextKind, RegExp>> = {
  code: /^[\t\n\x20-\x7e]*$/,
  line: /^[\x20-\x7e]*$/,
  prose: /^[\t\n\x20-\x7e]*$/,
};

const word = String.raw`[\p{L}\p{M}\p{N}]+`;
const tokens: Readonly<Record<TextKind, RegExp>> = {
  code: new RegExp(String.raw`[\t\n\x20-\x7e]+(?![\p{L}\p{M}\p{N}])|${word}|.`, 'gsv'),
  line: new RegExp(String.raw`[\x20-\x7e]+(?![\p{L}\p{M}\p{N}])|${word}|.`, 'gsv'),
  prose: new RegExp(String.raw`\p{RGI_Emoji}|${word}|.`, 'gsv'),
};

/** Cuts a foreign text into what can be drawn as it is and what must be named. */
export function visiblePieces(text: string, kind: TextKind): readonly Piece[] {
  if (text === '') return [];
  if (plainText[kind].test(text)) return [{ kind: 'plain', text }];
  const pieces: Piece[] = [];
  let before = '';
  for (const { 0: token, index } of text.matchAll(tokens[kind])) {
    const after = String.fromCodePoint(text.codePointAt(index + token.length) ?? 0);
    for (const piece of piecesOf(token, kind, { before, after })) add(pieces, piece);
    before = token;
  }
  return pieces;
}

export function suspectsIn(text: string, kind: TextKind): Suspects {
  const pieces = visiblePieces(text, kind);
  const count = (what: Piece['kind']) => pieces.filter((piece) => piece.kind === what).length;
  return { hidden: count('hidden'), alike: count('alike') };
}

/** The same for what takes no elements: tooltips, names of controls, what is spoken. */
export function visibleString(text: string, kind: TextKind): string {
  return visiblePieces(text, kind)
    .map((piece) => ('text' in piece ? piece.text : `[${piece.name}]`))
    .join('');
}

interface Neighbours {
  readonly before: string;
  readonly after: string;
}

function piecesOf(token: string, kind: TextKind, beside: Neighbours): readonly Piece[] {
  if (plainText[kind].test(token)) return [{ kind: 'plain', text: token }];
  if (kind === 'prose' && isEmoji(token)) return [{ kind: 'plain', text: token }];
  if (/^[\p{L}\p{M}\p{N}]/u.test(token)) return wordPieces(token, kind, beside);
  return [...token].map((character) => signPiece(character, kind, beside));
}

function signPiece(character: string, kind: TextKind, { before, after }: Neighbours): Piece {
  const isJoiner = kind === 'prose' && /[\u200c\u200d]/.test(character);
  if (isJoiner && areJoined([...before].at(-1), after)) return { kind: 'plain', text: character };
  // Some languages set them before signs; in words nothing hangs on it.
  if (kind === 'prose' && /[\u00a0\u202f\u3000]/.test(character)) return { kind: 'plain', text: character };
  const isBreak = kind === 'line' && /[\t\n]/.test(character);
  if (isBreak || !isOrdinary(character)) return { kind: 'hidden', name: nameOf(character) };
  if (kind !== 'prose' && isAlike(character) && !isAtHome(character, [...before].at(-1), after))
    return { kind: 'alike', name: nameOf(character) };
  return { kind: 'plain', text: character };
}

/** More marks than this on one letter reach into the lines above and below. */
const mostMarks = 2;

function wordPieces(text: string, kind: TextKind, beside: Neighbours): readonly Piece[] {
  const suspect = suspectLetters(text, kind, beside);
  let marks = 0;
  let hasBase = /[\u200c\u200d]$/u.test(beside.before);
  return [...text].map((character): Piece => {
    const isMark = /\p{M}/u.test(character);
    marks = isMark ? marks + 1 : 0;
    const isStray = isMark && (!hasBase || marks > mostMarks);
    hasBase ||= !isMark;
    if (isStray || !isOrdinary(character)) return { kind: 'hidden', name: nameOf(character) };
    if (suspect(character)) return { kind: 'alike', name: nameOf(character) };
    const isTurned = kind !== 'prose' && isRightToLeft(character);
    return { kind: isTurned ? 'rtl' : 'plain', text: character };
  });
}

/** Which letters of a word are to be named: those of the other scripts, and those that stand for ASCII. */
function suspectLetters(text: string, kind: TextKind, beside: Neighbours): (character: string) => boolean {
  const letters = [...text];
  // Some languages have words of one such letter.
  const standsAlone = letters.length === 1 && beside.before.endsWith(' ') && beside.after === ' ';
  const found = letters.flatMap((letter) => scriptOf(letter) ?? []);
  const isMixed = !areWrittenTogether(new Set(found));
  const main = found.includes('Latin') ? 'Latin' : found[0];
  const isDisguised =
    kind !== 'prose' && !standsAlone && letters.every((one) => isAlikeLetter(one) || /\d/.test(one));
  return (character) => {
    if (isDisguised && isAlikeLetter(character)) return true;
    if (isAlike(character)) return kind !== 'prose' || isMixed || letters.some((one) => /[A-Za-z]/.test(one));
    return isMixed && scriptOf(character) !== undefined && scriptOf(character) !== main;
  };
}

const emoji = new RegExp(String.raw`^\p{RGI_Emoji}$`, 'v');

function isEmoji(token: string): boolean {
  return emoji.test(token);
}

/** Neighbours of one kind are one piece. */
function add(pieces: Piece[], piece: Piece): void {
  const last = pieces.at(-1);
  if (last && 'text' in last && 'text' in piece && last.kind === piece.kind)
    pieces[pieces.length - 1] = { kind: last.kind, text: last.text + piece.text };
  else pieces.push(piece);
}
