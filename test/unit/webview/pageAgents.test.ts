import assert from 'node:assert/strict';
import type { Item } from '../../../src/protocol/toView';
import { answer, call, turn, viewState } from '../../support/page/states';
import { usePage } from '../../support/page/usePage';

const task = call({
  id: 'task',
  tool: 'agent',
  name: 'task',
  subject: 'explore',
  state: 'running',
  durationMs: undefined,
});
const said: Item = { kind: 'answer', id: 'said', parentId: 'task', text: 'I look', isStreaming: true };

describe('A subagent on the page', function () {
  this.timeout(30_000);
  const chat = usePage();
  beforeEach(() => chat.load());

  const thread = () => chat.page.getByRole('group', { name: 'Thread of agent explore' });

  it('speaks in its thread while it works, and that can be folded away', async () => {
    const { id: turnId, ...rest } = turn({ items: [task] });
    await chat.show(viewState({ turns: [{ ...rest, id: turnId }], requests: [] }));
    await chat.tell(
      { type: 'item/added', turnId, item: said },
      { type: 'item/delta', turnId, itemId: 'said', text: ' around' },
    );
    await thread().getByText('I look around').waitFor();
    const step = chat.page.locator('[data-item="task"] > details > summary');
    await step.click();
    assert.equal(await thread().count(), 0);
    await chat.tell({ type: 'item/delta', turnId, itemId: 'said', text: ' more' });
    assert.equal(await thread().count(), 0, 'what comes does not open it again');
    await step.click();
    await thread().getByText('I look around more').waitFor();
  });

  it('that is woken after its turn is named in the line of the turn, which stays folded', async () => {
    const over = { ...task, state: 'done' as const, durationMs: 10, output: 'Found it.' };
    const look = call({ id: 'look', tool: 'shell', subject: 'ls' });
    const { id: turnId, ...rest } = turn({
      state: 'done',
      endedAt: turn().startedAt + 5000,
      items: [look, over, answer('The main answer.')],
    });
    await chat.show(viewState({ turns: [{ ...rest, id: turnId }] }));
    const line = chat.page.locator('.turn .fold > summary');
    const words = () => line.locator('.what').innerText();
    assert.equal(await words(), '2 steps, 5 s');
    await chat.tell({ type: 'item/changed', turnId, item: task });
    await line.locator('.codicon-loading').waitFor();
    assert.equal(await words(), '2 steps, 5 s, an agent works again');
    await line.click();
    await chat.tell({ type: 'item/added', turnId, item: said });
    await thread().getByText('I look').waitFor();
    await chat.tell({ type: 'item/changed', turnId, item: over });
    assert.equal(await words(), '2 steps, 5 s');
  });

  it('is not what the turn answered', async () => {
    const over = { ...task, state: 'done' as const, durationMs: 10, output: 'Found it.' };
    const items = [over, { ...said, isStreaming: false }, answer('The main answer.')];
    await chat.show(viewState({ turns: [turn({ state: 'done', items })], requests: [] }));
    await chat.page.getByRole('button', { name: 'Copy answer' }).click();
    const written = await chat.page.evaluate(() => navigator.clipboard.readText().catch(() => ''));
    assert.ok(written === '' || written === 'The main answer.');
    assert.equal(await chat.page.locator('.turn > div > .answer').innerText(), 'The main answer.');
    assert.equal(await thread().count(), 0, 'it is behind the line of the turn');
  });
});
