import type { ComponentChild } from 'preact';
import { useLayoutEffect, useMemo } from 'preact/hooks';
import { useChat } from '../state/context';
import { CopyButton } from '../ui/copyButton';
import { t } from '../base/l10n';
import { Suspects } from '../ui/suspects';
import { suspectWords } from '../text/suspectWords';
import { drawVisible } from '../text/visible';
import { CodeActions } from './codeActions';
import { readCodeInfo } from './codeInfo';
import type { CodePiece } from '../state/codePiece';

interface CodeBlockProps {
  readonly code: string;
  /** What follows the opening fence: a language, perhaps a file. */
  readonly info: string;
  /** Still growing: stays plain until it is closed. */
  readonly isOpen?: boolean;
  readonly title?: string;
  /** Nothing but copying makes sense. */
  readonly isCopyOnly?: boolean;
}

export function CodeBlock({ code, info, isOpen = false, title, isCopyOnly }: CodeBlockProps) {
  const { highlighter } = useChat();
  const about = readCodeInfo(info, code);
  const { language } = about;
  const label = title ?? about.title ?? (language || t('Text'));
  const highlight = highlighter.value.value;
  const pieces = useMemo(
    () => (isOpen ? undefined : highlight?.(code, language)),
    [code, language, isOpen, highlight],
  );
  const isSuspect = useMemo(() => !isOpen && suspectWords([[code, 'code']]).length > 0, [code, isOpen]);
  useLayoutEffect(() => {
    if (language) highlighter.load();
  }, [language]);
  return (
    <figure class="code">
      <figcaption class="bar">
        <span class="cut grow">{label}</span>
        {isCopyOnly ? (
          <CopyButton label={t('Copy code')} text={code} />
        ) : (
          <CodeActions code={code} info={about} isOpen={isOpen} />
        )}
      </figcaption>
      <pre tabIndex={0} aria-label={t('Code, {0}', label)} role="group">
        <code>{isSuspect ? drawVisible(code, 'code') : pieces ? pieces.map(draw) : plain(code)}</code>
      </pre>
      {isSuspect && <Suspects texts={[[code, 'code']]} />}
    </figure>
  );
}

function draw(piece: CodePiece, index: number): ComponentChild {
  if (typeof piece === 'string') return piece;
  return (
    <span key={index} class={piece.className || undefined}>
      {piece.pieces.map(draw)}
    </span>
  );
}

const linesPerChunk = 200;
const mostPerChunk = 20_000;

/** Splits long code, so that growing text touches only its last part; a very long line into pieces as well. */
export function chunkLines(code: string, size = linesPerChunk): readonly string[] {
  const chunks: string[] = [];
  let from = 0;
  let lines = 0;
  const cut = (end: number) => {
    for (; end - from > mostPerChunk; from = chunkEnd(code, from))
      chunks.push(code.slice(from, chunkEnd(code, from)));
    chunks.push(code.slice(from, end));
    from = end;
    lines = 0;
  };
  for (let at = code.indexOf('\n'); at >= 0; at = code.indexOf('\n', at + 1)) {
    if (++lines >= size || at - from >= mostPerChunk) cut(at + 1);
  }
  if (from < code.length || chunks.length === 0) cut(code.length);
  return chunks;
}

/** Between two characters, not within one of two halves. */
function chunkEnd(code: string, from: number): number {
  const end = from + mostPerChunk;
  return /[\uD800-\uDBFF]/.test(code.charAt(end - 1)) ? end - 1 : end;
}

function plain(code: string): ComponentChild {
  const chunks = chunkLines(code);
  if (chunks.length === 1) return code;
  return chunks.map((chunk, index) => (
    <span key={index} class="chunk">
      {chunk}
    </span>
  ));
}
