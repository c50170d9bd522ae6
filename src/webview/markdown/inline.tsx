import { type ComponentChild, createElement } from 'preact';
import type { Token, Tokens } from 'marked';
import { useChat } from '../state/context';
import { Icon } from '../ui/controls';
import { drawVisible } from '../text/visible';
import { Anchor } from './anchor';
import { reading, type FileTarget } from '../state/drawn';
import { Formula } from './math';
import { mathType } from './mathSyntax';
import { footnoteMarkType } from './tokenTypes';
import { Picture } from './picture';

/**
 * Draws the pieces of a line. Nothing of the model's text is ever parsed as HTML. A function and no component, as
 * a long answer has thousands of lines.
 */
export function drawInline(tokens: readonly Token[] = [], isInLink = false): ComponentChild[] {
  const drawn: ComponentChild[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token) break;
    const end = token.type === 'html' ? endOfElement(tokens, at) : undefined;
    if (end === undefined) drawn.push(draw(token, String(at), isInLink, tokens[at + 1]));
    else {
      const children = drawInline(tokens.slice(at + 1, end), isInLink);
      drawn.push(createElement(tagOf(token.raw) ?? 'span', { key: at }, children));
      at = end;
    }
  }
  return drawn.flat<ComponentChild[]>();
}

/** Elements of HTML that only say how their text looks; without attributes they can do nothing. */
const plainTag = /^<(kbd|sub|sup|ins|mark|small|samp|var|b|i|s|u)>$/i;

function tagOf(raw: string): string | undefined {
  return plainTag.exec(raw.trim())?.[1]?.toLowerCase();
}

/** Where the element that begins there ends; undefined if it is none that is drawn. */
function endOfElement(tokens: readonly Token[], at: number): number | undefined {
  const tag = tagOf(tokens[at]?.raw ?? '');
  if (tag === undefined) return undefined;
  let depth = 0;
  for (let index = at; index < tokens.length; index++) {
    const token = tokens[index];
    if (token?.type !== 'html') continue;
    const raw = token.raw.trim().toLowerCase();
    if (raw === `<${tag}>`) depth++;
    else if (raw === `</${tag}>` && --depth === 0) return index;
  }
  return undefined;
}

function draw(token: Token, key: string, isInLink: boolean, next?: Token): ComponentChild | ComponentChild[] {
  const inner = () => drawInline('tokens' in token ? token.tokens : undefined, isInLink);
  switch (token.type) {
    case 'strong':
      return <strong key={key}>{inner()}</strong>;
    case 'em':
      return <em key={key}>{inner()}</em>;
    case 'del':
      return <del key={key}>{inner()}</del>;
    case 'codespan':
      return drawCode(String(token.text), key, isInLink, next?.type === 'text' ? next.raw : '');
    case footnoteMarkType:
      return (
        <sup key={key} class="footnote-mark">
          {drawVisible(String(token['label']), 'line')}
        </sup>
      );
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
  const text = reading().decodeEntities('text' in token ? String(token.text) : token.raw);
  if (isInLink) return drawVisible(text, 'prose');
  const pieces = reading().links.splitPaths(text);
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

function drawCode(text: string, key: string, isInLink: boolean, behind: string): ComponentChild {
  const named = isInLink ? undefined : reading().links.fileInCode(text);
  const file =
    named?.line === undefined ? named && { ...named, ...reading().links.lineBehind(behind) } : named;
  const name = isInLink ? undefined : reading().links.symbolInCode(text);
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
  const target = reading().links.linkTarget(link.href);
  const children = drawInline(link.tokens, true);
  return target.kind === 'none' ? <>{children}</> : <Anchor target={target}>{children}</Anchor>;
}
