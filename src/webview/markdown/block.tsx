import type { ComponentChild } from 'preact';
import { createElement } from 'preact';
import type { Token, Tokens } from 'marked';
import { t } from '../l10n';
import { CodeBlock } from './codeBlock';
import { Diagram } from './diagram';
import { Inline } from './inline';
import { Formula } from './math';
import { mathType } from './mathSyntax';

/** Draws one block; `level` is the rank of a heading. */
export function drawBlock(token: Token, level: number, key?: number): ComponentChild {
  switch (token.type) {
    case 'heading':
      return createElement(`h${level || 3}`, { key, dir: 'auto' }, <Inline tokens={token.tokens} />);
    case 'paragraph':
      return (
        <p key={key} dir="auto">
          <Inline tokens={token.tokens} />
        </p>
      );
    case 'text':
      return <Inline key={key} tokens={token.tokens ?? [token]} />;
    case 'code':
      return drawCode(String(token.text), String(token.lang ?? ''), key);
    case 'list':
      return <List key={key} list={token as Tokens.List} />;
    case 'blockquote':
      return <blockquote key={key}>{drawBlocks(token.tokens)}</blockquote>;
    case 'table':
      return <Table key={key} table={token as Tokens.Table} />;
    case mathType:
      return <Formula key={key} tex={String(token['tex'])} isDisplay />;
    case 'hr':
      return <hr key={key} />;
    case 'space':
    case 'def':
      return null;
    default:
      // Raw HTML and anything new is shown as it was written.
      return (
        <p key={key} class="raw">
          {token.raw.trim()}
        </p>
      );
  }
}

function drawCode(text: string, info: string, key?: number): ComponentChild {
  const [language = ''] = info.toLowerCase().split(/\s/);
  if (language === 'mermaid') return <Diagram key={key} source={text} info={info} />;
  if (language === 'math') return <Formula key={key} tex={text} isDisplay />;
  return <CodeBlock key={key} code={text} info={info} />;
}

function drawBlocks(tokens: readonly Token[] | undefined): ComponentChild[] {
  return (tokens ?? []).map((token, index) => drawBlock(token, 0, index));
}

function List({ list }: { list: Tokens.List }) {
  const items = list.items.map((item, index) => (
    <li key={index} class={item.task ? 'has-task' : undefined}>
      {item.tokens.map((token, at) =>
        token.type === 'checkbox' ? <Inline key={at} tokens={[token]} /> : drawBlock(token, 0, at),
      )}
    </li>
  ));
  if (!list.ordered) return <ul dir="auto">{items}</ul>;
  return (
    <ol dir="auto" start={list.start === '' ? undefined : list.start}>
      {items}
    </ol>
  );
}

function Table({ table }: { table: Tokens.Table }) {
  const cell = (one: Tokens.TableCell) => ({ class: one.align ? `align-${one.align}` : undefined });
  return (
    <div class="table" tabIndex={0} role="group" aria-label={t('Table')}>
      <table>
        <thead>
          <tr>
            {table.header.map((one, index) => (
              <th key={index} scope="col" dir="auto" {...cell(one)}>
                <Inline tokens={one.tokens} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, at) => (
            <tr key={at}>
              {row.map((one, index) => (
                <td key={index} dir="auto" {...cell(one)}>
                  <Inline tokens={one.tokens} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
