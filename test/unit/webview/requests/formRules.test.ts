import assert from 'node:assert/strict';
import type { FormField } from '../../../../src/protocol/forms';
import { check, startOf, type Typed } from '../../../../src/webview/requests/formRules';

const base = { name: 'x', label: 'Due date', isRequired: false };
const date: FormField = { ...base, type: 'text', format: 'date' };
const whole: FormField = { ...base, type: 'number', isWhole: true, min: 1, max: 13 };
const error = (field: FormField, typed: Typed) => check(field, typed).error;
const value = (field: FormField, typed: Typed) => {
  const checked = check(field, typed);
  assert.equal(checked.error, undefined);
  return 'value' in checked ? checked.value : undefined;
};

describe('What is put into a form', () => {
  it('is a date that there is', () => {
    assert.equal(error(date, '31.11.2026'), 'November has 30 days. Enter a date like 2026-11-30.');
    assert.equal(error(date, '2026-02-29'), 'February has 28 days. Enter a date like 2026-02-28.');
    assert.equal(value(date, '2028-02-29'), '2028-02-29');
    assert.equal(value(date, '1.3.2026'), '2026-03-01');
    assert.equal(value(date, '2026-3-1'), '2026-03-01');
    for (const odd of ['tomorrow', '03/04/2026', '2026-13-01', '2026-00-10', '26-1-1', '2026-01-01x'])
      assert.equal(error(date, odd), 'Enter a date like 2026-11-30.', odd);
    assert.match(error(date, '2026-01-00') ?? '', /January has 31 days/);
  });

  it('is a number within its limits', () => {
    assert.equal(value(whole, '5'), 5);
    assert.equal(error(whole, '1.5'), 'Enter a whole number, like 2.');
    assert.equal(error(whole, '0'), 'Enter 1 or more.');
    assert.equal(error(whole, '14'), 'Enter 13 or less.');
    assert.equal(error(whole, 'five'), '“five” is not a number. Enter one like 12.');
    assert.equal(value({ ...base, type: 'number', isWhole: false }, '1,5'), 1.5);
  });

  it('is text of the form that is wanted', () => {
    const text = (patch: Partial<Extract<FormField, { type: 'text' }>>): FormField => ({
      ...base,
      type: 'text',
      ...patch,
    });
    assert.equal(value(text({ format: 'email' }), 'me@example.com'), 'me@example.com');
    assert.equal(error(text({ format: 'email' }), 'me'), 'Enter an address like name@example.com.');
    assert.equal(error(text({ format: 'uri' }), 'example'), 'Enter an address like https://example.com.');
    assert.equal(error(text({ format: 'date-time' }), 'noon'), 'Enter a time like 2026-11-30T14:00.');
    assert.equal(error(text({ minLength: 3 }), 'ab'), 'Enter at least 3 characters.');
    assert.equal(error(text({ maxLength: 1 }), 'ab'), 'Enter at most 1 character.');
    assert.equal(error(text({ pattern: '^\\d+$' }), 'ab'), 'Enter it in the form ^\\d+$.');
    assert.equal(value(text({ pattern: '(' }), 'ab'), 'ab', 'a pattern that is none refuses nothing');
  });

  it('may be missing only where it is not needed', () => {
    assert.equal(value(date, '  '), undefined);
    assert.equal(error({ ...date, isRequired: true }, ''), 'Due date is needed.');
    const options = [{ value: 'a', label: 'A' }];
    assert.equal(error({ ...base, isRequired: true, type: 'choice', options }, ''), 'Pick one.');
    assert.equal(error({ ...base, isRequired: true, type: 'choices', options }, []), 'Pick at least 1.');
    assert.deepEqual(value({ ...base, type: 'choices', options }, ['a']), ['a']);
    assert.equal(value({ ...base, type: 'boolean' }, false), false);
  });

  it('begins with what the form says', () => {
    assert.equal(startOf({ ...base, type: 'number', isWhole: true, default: 3 }), '3');
    assert.equal(startOf({ ...base, type: 'boolean', default: true }), true);
    assert.equal(startOf(date), '');
  });
});
