import assert from 'node:assert/strict';
import { Lexer } from 'marked';
import { markdownReader, type MarkdownReader } from '../../../../src/webview/state/drawn';
import { planParts, quoteOf } from '../../../../src/webview/state/planParts';

describe('The pieces of a plan', () => {
  const reader = { lex: (text: string) => new Lexer({ gfm: true }).lex(text) } as unknown as MarkdownReader;
  before(() => (markdownReader.value = reader));
  after(() => (markdownReader.value = undefined));

  it('are its steps and its other blocks, without its own heading', () => {
    const { title, parts, stepCount } = planParts(
      '# Plan: codes\r\n\r\nWhy.\n\n1. One `a`\n1. Two\n   - inner\n\n## Then\n\n- [ ] Three\n',
    );
    assert.deepEqual([title, stepCount], ['Plan: codes', 3]);
    assert.deepEqual(
      parts.map((part) => part.text),
      ['Why.', '1. One `a`', '2. Two\n   - inner', '## Then', '- [ ] Three'],
    );
    assert.deepEqual(parts.map(quoteOf), ['Why.', 'One a', 'Two', 'Then', 'Three']);
  });

  it('of a plan that is one heading or nothing are that', () => {
    assert.deepEqual(planParts('# The plan').parts.length, 1);
    assert.deepEqual(planParts('').parts, []);
  });

  it('are one under its heading before it can be read', () => {
    markdownReader.value = undefined;
    const plan = planParts('# Codes\n\n1. One\n2. Two\n');
    markdownReader.value = reader;
    assert.deepEqual(plan, {
      title: 'Codes',
      parts: [{ text: '# Codes\n\n1. One\n2. Two', isStep: false }],
      stepCount: 0,
    });
  });

  it('are quoted by their beginning', () => {
    assert.equal(quoteOf({ text: 'word '.repeat(40), isStep: false }).length, 80);
  });
});
