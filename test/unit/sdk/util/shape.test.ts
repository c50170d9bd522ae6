import assert from 'node:assert/strict';
import { asKnownEvent, type SessionEvent } from '../../../../src/sdk/index';
import { count, flag, listOf, maybe, object, otherwise, read, text } from '../../../../src/sdk/util/shape';

describe('What comes from the CLI', () => {
  const person = object({
    name: text,
    age: maybe(count),
    pets: maybe(listOf(object({ name: maybe(text) }))),
  });

  it('is taken as it is when nothing in it has to change, with the fields that nobody knows', () => {
    const value = { name: 'Ada', pets: [{ name: 'Rex', legs: 4 }], more: { deep: true } };
    assert.equal(person(value), value);
  });

  it('has null read as absent, in a copy', () => {
    const value = { name: 'Ada', age: null, pets: [{ name: null }, { name: 'Rex' }], more: 1 };
    assert.deepEqual(person(value), {
      name: 'Ada',
      age: undefined,
      pets: [{ name: undefined }, { name: 'Rex' }],
      more: 1,
    });
    assert.equal(value.pets[0]?.name, null);
  });

  it('is refused with the place of what is wrong', () => {
    const refusal = (value: unknown): string => {
      try {
        read('It came', person, value, 'a.method');
        return 'taken';
      } catch (error) {
        assert.ok(error instanceof Error && 'code' in error && error.code === 'invalid-message');
        return error.message;
      }
    };
    assert.equal(refusal({}), 'It came in an unknown form: a text is missing at name.');
    assert.equal(
      refusal({ name: 'Ada', age: '40' }),
      'It came in an unknown form: a number is missing at age.',
    );
    assert.equal(
      refusal({ name: 'Ada', pets: [{}, { name: 1 }] }),
      'It came in an unknown form: a text is missing at pets[1].name.',
    );
    for (const value of [null, undefined, 'text', 5, []]) {
      assert.equal(refusal(value), 'It came in an unknown form: an object is missing.');
    }
  });

  it('may have something else in its place', () => {
    const shape = object({ may: otherwise(flag, true) });
    for (const may of [undefined, null, 'no']) assert.deepEqual(shape({ may }), { may: true });
    assert.deepEqual(shape({ may: false }), { may: false });
  });

  it('is an event of a known form, without a copy, or none', () => {
    const event: SessionEvent = {
      type: 'assistant.message_delta',
      data: { messageId: 'm', deltaContent: 'x', extra: 1 },
      id: '1',
      timestamp: '',
      parentId: null,
    };
    assert.equal(asKnownEvent(event), event);
    assert.equal(asKnownEvent({ ...event, data: { messageId: 'm', deltaContent: 7 } }), undefined);
    assert.equal(asKnownEvent({ ...event, type: 'toString' }), undefined);
  });
});
