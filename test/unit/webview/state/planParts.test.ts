import assert from 'node:assert/strict';
import { planParts, quoteOf } from '../../../../src/webview/state/planParts';

describe('The pieces of a plan', () => {
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

  it('are quoted by their beginning', () => {
    assert.equal(quoteOf({ text: 'word '.repeat(40), isStep: false }).length, 80);
  });
});
