import assert from 'node:assert/strict';
import { CardTexts } from '../../../../src/extension/requests/cardDrafts';
import { ChatStorage } from '../../../../src/extension/storage/sessionStorage';
import type { FormRequest } from '../../../../src/protocol/forms';
import type { PermissionRequest, PlanRequest, Request } from '../../../../src/protocol/toView';

const shell: PermissionRequest = {
  kind: 'permission',
  id: 'p1',
  permission: 'shell',
  text: 'npm test',
  subject: 'npm test',
  folder: 'shop',
};
const form: FormRequest = {
  kind: 'form',
  id: 'f1',
  message: 'Details',
  fields: [
    { type: 'text', name: 'title', label: 'Title', isRequired: true },
    { type: 'boolean', name: 'tell', label: 'Tell the team', isRequired: false },
    { type: 'text', name: 'due', label: 'Due', isRequired: false },
  ],
};
const plan: PlanRequest = { kind: 'plan', id: 'l1', text: '- A', actions: ['interactive'], comments: [] };

function setup(memory = new Map<string, unknown>()) {
  const given: string[] = [];
  const taken: string[] = [];
  const filled: unknown[] = [];
  const storage = new ChatStorage({
    get: (key) => structuredClone(memory.get(key)),
    update: (key, value) => Promise.resolve(void memory.set(key, structuredClone(value))),
  });
  const texts = new CardTexts({
    storage,
    sessionId: 's1',
    giveBack: (text) => given.push(text),
    takeBack: (text) => taken.push(text),
    fill: (id, fields) => filled.push([id, fields]),
  });
  return { texts, given, taken, filled, memory };
}

const nobody = () => false;

describe('What is typed on a card', () => {
  it('is gone with the answer', () => {
    const { texts, given, memory } = setup();
    texts.keep(shell, 'reason', 'No');
    assert.deepEqual(texts.all, { p1: { reason: 'No' } });
    texts.settled('p1', true);
    assert.deepEqual([texts.all, given], [{}, []]);
    assert.deepEqual(setup(memory).texts.all, {});
  });

  it('is given back as text once, when nobody took it', () => {
    const cases: readonly (readonly [Request, Record<string, unknown>, readonly string[]])[] = [
      [shell, { reason: ' Not here ', command: 'npm test' }, ['Not here']],
      [shell, { reason: 'Not here', command: 'npm t' }, ['Not here\nnpm t']],
      [form, { title: 'Codes', tell: true, due: '' }, ['Title: Codes']],
      [form, { tell: true }, []],
      [plan, { comments: [{ part: 0, quote: 'A', text: 'B' }], note: 'Short' }, ['On “A”:\nB\n\nShort']],
      [plan, { 'open part': 1 }, []],
    ];
    for (const [request, fields, words] of cases) {
      const { texts, given } = setup();
      for (const [field, value] of Object.entries(fields)) texts.keep(request, field, value);
      texts.settled(request.id, false);
      texts.offer(nobody);
      assert.deepEqual([given, texts.all], [words, {}]);
    }
  });

  it('of an earlier window is offered in the next, but not while its card still waits', () => {
    const before = setup();
    before.texts.keep(shell, 'reason', 'Not here');
    const { texts, given } = setup(before.memory);
    texts.offer((id) => id === 'p1');
    assert.deepEqual(given, []);
    texts.offer(nobody);
    assert.deepEqual(given, ['Not here']);
    const later = setup(before.memory);
    later.texts.offer(nobody);
    assert.deepEqual(later.given, [], 'once');
  });

  it('goes to the card that asks the same again, and to no other', () => {
    const before = setup();
    before.texts.keep(shell, 'reason', 'Not here');
    before.texts.settled('p1', false);
    const { texts, taken, filled } = setup(before.memory);
    texts.asked({ ...shell, id: 'p2', text: 'npm run build' });
    assert.deepEqual([taken, filled], [[], []]);
    texts.asked({ ...shell, id: 'p3' });
    assert.deepEqual([taken, filled], [['Not here'], [['p3', { reason: 'Not here' }]]]);
    assert.deepEqual(texts.all, { p3: { reason: 'Not here' } });
    texts.asked({ ...shell, id: 'p4' });
    assert.equal(filled.length, 1, 'once');
  });

  it('is forgotten after a while', () => {
    const { texts, filled } = setup();
    for (let index = 0; index < 21; index += 1) {
      texts.keep({ ...shell, id: `p${index}`, text: `echo ${index}` }, 'reason', 'No');
      texts.settled(`p${index}`, false);
    }
    texts.asked({ ...shell, id: 'again', text: 'echo 0' });
    assert.deepEqual(filled, []);
    texts.asked({ ...shell, id: 'again', text: 'echo 1' });
    assert.equal(filled.length, 1);
  });
});
