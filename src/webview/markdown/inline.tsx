import type { ComponentChild } from 'preact';
import type { Token, Tokens } from 'marked';
import { useChat } from '../state/context';
import { Icon } from '../ui/controls';
import { drawVisible } from '../text/visible';
import { Anchor } from './anchor';
import { decodeEntities } from './entities';
import { fileInCode, linkTarget, splitPaths, symbolInCode, type FileTarget } from './links';
import { Formula } from './math';
import { mathType } from './mathSyntax';
import { Picture } from './picture';

/**
 * Draws the pieces of a line. Nothing of the model's text is ever parsed as HTML. A function and no component, as
 * a long answer has thousands of lines.
 */
export function drawInline(tokens: readonly Token[] | undefined, isInLink = false): ComponentChild[] {
  return (tokens ?? []).flatMap((token, index) => draw(token, String(index), isInLink));
}

function draw(token: Token, key: string, isInLink: boolean): ComponentChild | ComponentChild[] {
  const inner = () => drawInline('tokens' in token ? token.tokens : undefined, isInLink);
  switch (token.type) {
    case 'strong':
      return <strong key={key}>{inner()}</strong>;
    case 'em':
      return <em key={key}>{inner()}</em>;
    case 'del':
      return <del key={key}>{inner()}</del>;
    case 'codespan':
      return drawCode(String(token.text), key, isInLink);
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
      return 'tokens' in token && token.tokens ? inner() : drawText(token, key, isInLink);
  }
}

function drawText(token: Token, key: string, isInLink: boolean): ComponentChild | ComponentChild[] {
  const text = decodeEntities('text' in token ? String(token.text) : token.raw);
  if (isInLink) return drawVisible(text, 'prose');
  const pieces = splitPaths(text);
  if (!pieces.some((piece) => piece.target)) return drawVisible(text, 'prose');
  return pieces.map((piece, index) =>
    piece.target ? (
      <PathInText key={`${key}.${index}`} target={piece.target} text={piece.text} />
    ) : (
      drawVisible(piece.text, 'prose')
    ),
  );
}

/** What looks like a path leads somewhere only when the file is there. */
function PathInText({ target, text }: { target: FileTarget; text: string }) {
  const { lookups } = useChat();
  return lookups.isFile(target.path) ? <Anchor target={target}>{text}</Anchor> : <>{text}</>;
}

function drawCode(text: string, key: string, isInLink: boolean): ComponentChild {
  const file = isInLink ? undefined : fileInCode(text);
  const name = isInLink ? undefined : symbolInCode(text);
  const code = (
    <code key={key} dir="ltr">
      {drawVisible(text, 'line')}
    </code>
  );
  const symbol = name === undefined ? code : drawSymbol(name, code, key);
  if (!file) return symbol;
  return (
    <CodePath key={key} target={file} code={code}>
      {symbol}
    </CodePath>
  );
}

function drawSymbol(name: string, code: ComponentChild, key: string): ComponentChild {
  return (
    <Anchor key={key} target={{ kind: 'symbol', name }}>
      {code}
    </Anchor>
  );
}

interface CodePathProps {
  readonly target: FileTarget;
  readonly code: ComponentChild;
  /** What it is when there is no such file. */
  readonly children: ComponentChild;
}

function CodePath({ target, code, children }: CodePathProps) {
  const { lookups } = useChat();
  return lookups.isFile(target.path) ? <Anchor target={target}>{code}</Anchor> : <>{children}</>;
}

function Link({ link }: { link: Tokens.Link }) {
  const target = linkTarget(link.href);
  const children = drawInline(link.tokens, true);
  return target.kind === 'none' ? <>{children}</> : <Anchor target={target}>{children}</Anchor>;
}
