import type { ComponentChild } from 'preact';
import { createElement } from 'preact';
import type { Token, Tokens } from 'marked';
import { t } from '../base/l10n';
import { readAlert } from './alert';
import { Icon } from '../ui/controls';
import { drawVisible } from '../text/visible';
import { CodeBlock } from './codeBlock';
import { Diagram } from './diagram';
import { drawInline } from './inline';
import { Formula } from './math';
import { mathType } from './mathSyntax';
import { type Details, detailsType, footnoteType } from './tokenTypes';
import { Table } from './table';

/** Draws one block; `level` is the rank of a heading. */
export function drawBlock(token: Token, level: number, key?: number): ComponentChild | ComponentChild[] {
  switch (token.type) {
    case 'heading':
      return createElement(`h${level || 3}`, { key, dir: 'auto' }, drawInline(token.tokens));
    case 'paragraph':
      return (
        <p key={key} dir="auto">
          {drawInline(token.tokens)}
        </p>
      );
    case 'text':
      return drawInline(token.tokens ?? [token]);
    case 'code':
      return drawCode(String(token.text), String(token.lang ?? ''), key);
    case 'list':
      return drawList(token as Tokens.List, key);
    case 'blockquote':
      return drawQuote(token.tokens ?? [], key);
    case detailsType:
      return drawDetails(token as Details, key);
    case footnoteType:
      return (
        <p key={key} class="footnote" dir="auto">
          <sup>{drawVisible(String(token['label']), 'line')}</sup> {drawInline(token['tokens'])}
        </p>
      );
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

function drawQuote(tokens: readonly Token[], key?: number): ComponentChild {
  const alert = readAlert(tokens);
  if (!alert) return <blockquote key={key}>{drawBlocks(tokens)}</blockquote>;
  return (
    <blockquote key={key} class={`alert is-${alert.kind}`}>
      <p class="alert-title">
        <Icon name={alert.icon} />
        {t(alert.title)}
      </p>
      {drawBlocks(alert.tokens)}
    </blockquote>
  );
}

function drawDetails({ summary, tokens, isOpen }: Details, key?: number): ComponentChild {
  return (
    <details key={key} open={isOpen || undefined}>
      <summary dir="auto">{summary.length > 0 ? drawInline(summary) : t('Details')}</summary>
      {drawBlocks(tokens)}
    </details>
  );
}

function drawBlocks(tokens: readonly Token[] | undefined): ComponentChild[] {
  return (tokens ?? []).flatMap((token, index) => drawBlock(token, 0, index));
}

function drawList(list: Tokens.List, key?: number): ComponentChild {
  const items = list.items.map((item, index) => (
    <li key={index} class={item.task ? 'has-task' : undefined}>
      {item.tokens.flatMap((token, at) =>
        token.type === 'checkbox' ? drawInline([token]) : drawBlock(token, 0, at),
      )}
    </li>
  ));
  if (!list.ordered)
    return (
      <ul key={key} dir="auto">
        {items}
      </ul>
    );
  return (
    <ol key={key} dir="auto" start={list.start === '' ? undefined : list.start}>
      {items}
    </ol>
  );
}
