import type { ComponentChild } from 'preact';
import type { Token, Tokens } from 'marked';
import { useChat } from '../context';
import { Icon } from '../controls';
import { Anchor } from './anchor';
import { decodeEntities } from './entities';
import { fileInCode, linkTarget, splitPaths, symbolInCode, type FileTarget } from './links';
import { Formula } from './math';
import { mathType } from './mathSyntax';
import { Picture } from './picture';

/** Draws the pieces of a line. Nothing of the model's text is ever parsed as HTML. */
export function Inline({ tokens }: { tokens: readonly Token[] | undefined }) {
  return <>{drawAll(tokens, false)}</>;
}

function drawAll(tokens: readonly Token[] | undefined, isInLink: boolean): ComponentChild[] {
  return (tokens ?? []).map((token, index) => draw(token, index, isInLink));
}

function draw(token: Token, key: number, isInLink: boolean): ComponentChild {
  const inner = () => drawAll('tokens' in token ? token.tokens : undefined, isInLink);
  switch (token.type) {
    case 'strong':
      return <strong key={key}>{inner()}</strong>;
    case 'em':
      return <em key={key}>{inner()}</em>;
    case 'del':
      return <del key={key}>{inner()}</del>;
    case 'codespan':
      return <CodeSpan key={key} text={String(token.text)} isInLink={isInLink} />;
    case 'br':
      return <br key={key} />;
    case 'link':
      return <Link key={key} link={token as Tokens.Link} />;
    case 'image':
      return <Picture key={key} image={token as Tokens.Image} isInLink={isInLink} />;
    case 'checkbox':
      return <Icon key={key} name={token.checked ? 'pass' : 'circle-large'} className="task" />;
    case mathType:
      return <Formula key={key} tex={String(token['tex'])} isDisplay={Boolean(token['isDisplay'])} />;
    case 'html':
      return /^<br\s*\/?>$/i.test(token.raw.trim()) ? <br key={key} /> : token.raw;
    default:
      return 'tokens' in token && token.tokens ? inner() : drawText(token, isInLink);
  }
}

function drawText(token: Token, isInLink: boolean): ComponentChild {
  const text = decodeEntities('text' in token ? String(token.text) : token.raw);
  if (isInLink) return text;
  const pieces = splitPaths(text);
  if (!pieces.some((piece) => piece.target)) return text;
  return pieces.map((piece, index) =>
    piece.target ? <PathInText key={index} target={piece.target} text={piece.text} /> : piece.text,
  );
}

/** What looks like a path leads somewhere only when the file is there. */
function PathInText({ target, text }: { target: FileTarget; text: string }) {
  const { lookups } = useChat();
  return lookups.isFile(target.path) ? <Anchor target={target}>{text}</Anchor> : <>{text}</>;
}

function CodeSpan({ text, isInLink }: { text: string; isInLink: boolean }) {
  const { lookups } = useChat();
  const code = <code dir="ltr">{text}</code>;
  if (isInLink) return code;
  const file = fileInCode(text);
  if (file && lookups.isFile(file.path)) return <Anchor target={file}>{code}</Anchor>;
  const name = symbolInCode(text);
  return name === undefined ? code : <Anchor target={{ kind: 'symbol', name }}>{code}</Anchor>;
}

function Link({ link }: { link: Tokens.Link }) {
  const target = linkTarget(link.href);
  const children = drawAll(link.tokens, true);
  return target.kind === 'none' ? <>{children}</> : <Anchor target={target}>{children}</Anchor>;
}
