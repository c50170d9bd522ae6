import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { effect } from '@preact/signals';
import type { ToHost } from '../../../../src/protocol/toHost';
import { Dock, settleMs } from '../../../../src/webview/state/dockState';
import { Draft } from '../../../../src/webview/state/draft';
import type { HostPort } from '../../../../src/webview/base/hostPort';
import { Store } from '../../../../src/webview/state/store';
import {
  answer,
  call,
  fetchRequest,
  outsideRequest,
  shellRequest,
  turn,
  viewState,
} from '../../../support/page/states';

function loaded(patch: Parameters<typeof viewState>[0] = {}): Store {
  const store = new Store();
  store.apply([{ type: 'state/reset', state: viewState(patch) }]);
  return store;
}

describe('The state of the page', () => {
  it('touches only the item that a piece of text belongs to', () => {
    const store = loaded({
      turns: [turn({ items: [call({ id: 'c', tool: 'read', subject: 'a' }), answer('Hel', true)] })],
    });
    const [first] = store.turns.value;
    const seen = { turns: 0, items: 0, other: 0, shape: 0 };
    const stops = [
      effect(() => void (store.turns.value, (seen.turns += 1))),
      effect(() => void (first?.items.value, (seen.items += 1))),
      effect(() => void (first?.items.value[0]?.item.value, (seen.other += 1))),
      effect(() => void (first?.items.value[1]?.shape.value, (seen.shape += 1))),
    ];
    store.apply([{ type: 'item/delta', turnId: 't1', itemId: 'answer', text: 'lo' }]);
    const item = first?.items.value[1]?.item.value;
    assert.equal(item?.kind === 'answer' && item.text, 'Hello');
    assert.deepEqual(seen, { turns: 1, items: 1, other: 1, shape: 1 });
    stops.forEach((stop) => stop());
  });

  it('fills the row that a late event belongs to', () => {
    const store = loaded({
      turns: [
        turn({ items: [call({ id: 'c', tool: 'shell', subject: 'ls', state: 'running' }), answer('x')] }),
      ],
    });
    store.apply([
      {
        type: 'item/changed',
        turnId: 't1',
        item: call({ id: 'c', tool: 'shell', subject: 'ls', state: 'failed' }),
      },
    ]);
    const items = store.turns.value[0]?.items.value.map((model) => model.item.value) ?? [];
    assert.deepEqual(
      items.map((item) => item.id),
      ['c', 'answer'],
    );
    assert.equal(items[0]?.kind === 'tool' && items[0].state, 'failed');
  });

  it('puts earlier turns before those shown, each once', () => {
    const store = loaded({ turns: [turn({ id: 't2' })], hasOlder: true });
    store.apply([{ type: 'turns/older', turns: [turn({ id: 't1' }), turn({ id: 't2' })], hasOlder: false }]);
    assert.deepEqual(
      store.turns.value.map((one) => one.id),
      ['t1', 't2'],
    );
    assert.equal(store.hasOlder.value, false);
  });

  it('ignores facts about turns it does not show, and facts it does not know', () => {
    const store = loaded();
    const unknown = { type: 'something/new' } as unknown as Parameters<Store['apply']>[0][number];
    store.apply([{ type: 'item/delta', turnId: 'gone', itemId: 'x', text: 'y' }, unknown]);
    assert.equal(store.turns.value.length, 0);
  });
});

describe('Requests in the dock', () => {
  function dockWith(requests: Parameters<typeof viewState>[0] = {}): {
    store: Store;
    dock: Dock;
    sent: ToHost[];
    pass(): void;
  } {
    const store = loaded(requests);
    const sent: ToHost[] = [];
    const dock = new Dock(store, (wish) => sent.push(wish));
    return { store, dock, sent, pass: () => mock.timers.tick(settleMs) };
  }
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => mock.timers.reset());

  it('give their place to the next one after an answer', () => {
    const { dock, sent, pass } = dockWith({ requests: [shellRequest, outsideRequest, fetchRequest] });
    dock.page(1);
    assert.equal(dock.shown.value?.id, 'p3');
    pass();
    dock.allow();
    assert.deepEqual(sent, [], 'its end was not seen yet');
    dock.noteSeen(true);
    dock.allow();
    assert.equal(dock.shown.value?.id, 'p4');
    assert.deepEqual(sent, [{ type: 'permission/answer', id: 'p3', decision: 'allow-once' }]);
  });

  it('keep the shown one in its place when others come and go', () => {
    const { store, dock } = dockWith({ requests: [shellRequest, outsideRequest] });
    dock.page(1);
    store.apply([{ type: 'requests/changed', requests: [outsideRequest, fetchRequest] }]);
    assert.equal(dock.shown.value?.id, 'p3');
    assert.equal(dock.index.value, 0);
  });

  it('are not answered twice while the host still lists them', () => {
    const { store, dock, sent, pass } = dockWith({ requests: [shellRequest] });
    pass();
    dock.mode.value = 'reason';
    dock.keep('reason', '  no  ');
    dock.deny();
    store.apply([{ type: 'requests/changed', requests: [shellRequest] }]);
    dock.allow();
    const answers = sent.filter(({ type }) => type === 'permission/answer');
    assert.deepEqual(answers, [{ type: 'permission/answer', id: 'p1', decision: 'deny', reason: 'no' }]);
  });

  it('close what was unfolded when another is shown', () => {
    const { dock } = dockWith({ requests: [shellRequest, outsideRequest] });
    dock.mode.value = 'scopes';
    dock.page(1);
    assert.equal(dock.mode.value, 'plain');
  });
});

describe('The unsent text', () => {
  function draftOn(store: Store): { draft: Draft; sent: ToHost[] } {
    const sent: ToHost[] = [];
    const port: HostPort = { send: (wish) => sent.push(wish), listen: () => undefined };
    return { draft: new Draft(store, port), sent };
  }

  it('keeps letters typed while the whole state was on its way', () => {
    const store = new Store();
    const { draft } = draftOn(store);
    store.apply([{ type: 'state/reset', state: viewState() }]);
    draft.edit('newest');
    store.apply([{ type: 'state/reset', state: viewState({ draft: 'new' }) }]);
    assert.equal(draft.text.value, 'newest');
    draft.flush();
  });

  it('changes with the session', () => {
    const store = new Store();
    const { draft, sent } = draftOn(store);
    store.apply([{ type: 'state/reset', state: viewState() }]);
    draft.edit('for the first');
    store.apply([
      {
        type: 'state/reset',
        state: viewState({
          session: { sessionId: 's2', title: '', folder: 'shop' },
          draft: 'for the second',
        }),
      },
    ]);
    assert.equal(draft.text.value, 'for the second');
    // What was typed in the session that is left is told for that one.
    assert.deepEqual(sent, [{ type: 'draft/changed', text: 'for the first', sessionId: 's1' }]);
  });

  it('is told as empty once sent', () => {
    const store = new Store();
    const { draft, sent } = draftOn(store);
    store.apply([{ type: 'state/reset', state: viewState() }]);
    draft.edit('Go');
    assert.equal(draft.submit(), true);
    assert.deepEqual(sent, [
      { type: 'prompt/submit', text: 'Go', sessionId: 's1' },
      { type: 'draft/changed', text: '', sessionId: 's1' },
    ]);
  });
});
