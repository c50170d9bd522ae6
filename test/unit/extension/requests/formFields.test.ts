import assert from 'node:assert/strict';
import { formContent, formFields } from '../../../../src/extension/requests/formFields';

describe('The fields of a form', () => {
  it('are read from its schema', () => {
    const fields = formFields({
      type: 'object',
      required: ['title', 'kind'],
      properties: {
        title: { type: 'string', title: 'Title', description: 'In one line', minLength: 3, maxLength: 80 },
        due: { type: 'string', format: 'date' },
        points: { type: 'integer', minimum: 1, maximum: 13, default: 3 },
        rate: { type: 'number' },
        tell: { type: 'boolean', default: true },
        kind: { type: 'string', enum: ['bug', 'wish'], enumNames: ['Bug', 'Wish'], default: 'wish' },
        size: { type: 'string', oneOf: [{ const: 's', title: 'Small' }, { const: 'l' }] },
        tags: { type: 'array', items: { type: 'string', enum: ['a', 'b'] }, maxItems: 1 },
        later: { type: 'colour' },
      },
    });
    assert.deepEqual(
      fields.map((field) => [field.name, field.label, field.type, field.isRequired]),
      [
        ['title', 'Title', 'text', true],
        ['due', 'due', 'text', false],
        ['points', 'points', 'number', false],
        ['rate', 'rate', 'number', false],
        ['tell', 'tell', 'boolean', false],
        ['kind', 'kind', 'choice', true],
        ['size', 'size', 'choice', false],
        ['tags', 'tags', 'choices', false],
        ['later', 'later', 'text', false],
      ],
    );
    const kind = fields[5];
    assert.ok(kind?.type === 'choice' && kind.default === 'wish');
    assert.deepEqual(kind.options[0], { value: 'bug', label: 'Bug' });
    assert.ok(fields[6]?.type === 'choice' && fields[6].options[1]?.label === 'l');
    assert.ok(fields[2]?.type === 'number' && fields[2].isWhole && fields[2].max === 13);
    assert.ok(fields[1]?.type === 'text' && fields[1].format === 'date');
  });

  it('are none where there is no sense', () => {
    for (const nothing of [undefined, null, 'x', [], {}, { properties: 5 }])
      assert.deepEqual(formFields(nothing), []);
  });

  it('send only what belongs to them', () => {
    const fields = formFields({ properties: { a: { type: 'string' }, b: { type: 'string' } } });
    assert.deepEqual(formContent(fields, { a: 'x', b: '', c: 'y' }), { a: 'x' });
  });
});
