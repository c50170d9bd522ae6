import assert from 'node:assert/strict';
import type { SessionRow } from '../../../../src/extension/sessionList/sessionRows';
import { ShownRow } from '../../../../src/extension/sessionList/shownRow';
import { FakeClock } from '../../../support/fakeClock';

const row = (sessionId: string): SessionRow => ({
  sessionId,
  title: sessionId,
  state: 'idle',
  modifiedAt: 0,
  isShown: false,
});

describe('The selected row of the session list', () => {
  let clock: FakeClock;
  beforeEach(() => (clock = new FakeClock()));
  afterEach(() => clock.restore());

  function make(selected?: SessionRow) {
    const done: string[] = [];
    const view = {
      visible: true,
      selection: selected ? [selected] : [],
      reveal: (one: SessionRow, options: { readonly focus: boolean }) => {
        assert.equal(options.focus, false, 'the keyboard stays where it is');
        done.push(`select ${one.sessionId}`);
        view.selection = [one];
        return Promise.resolve();
      },
    };
    const deselect = (one: SessionRow) => {
      done.push(`deselect ${one.sessionId}`);
      view.selection = [];
    };
    return { view, done, shownRow: new ShownRow(view, deselect) };
  }

  it('is the one of the session that the chat shows', async () => {
    const { done, shownRow } = make(row('a'));
    shownRow.follow(row('b'));
    shownRow.follow(row('b'));
    await clock.pass(500);
    assert.deepEqual(done, ['select b']);
  });

  it('is none while the chat shows a new session', async () => {
    const { done, shownRow } = make(row('a'));
    shownRow.follow(undefined);
    await clock.pass(500);
    shownRow.follow(row('new'));
    await clock.pass(500);
    assert.deepEqual(done, ['deselect a', 'select new']);
  });

  it('stays what the person has selected while the chat shows the same', async () => {
    const { view, done, shownRow } = make(row('a'));
    shownRow.follow(row('a'));
    await clock.pass(500);
    view.selection = [row('b')];
    shownRow.follow(row('a'));
    await clock.pass(500);
    assert.deepEqual(done, []);
  });

  it('does not flicker while one session makes room for another', async () => {
    const { done, shownRow } = make(row('a'));
    shownRow.follow(undefined);
    shownRow.follow(row('a'));
    await clock.pass(500);
    assert.deepEqual(done, []);
  });

  it('is tried again after the editor has not drawn the row yet', async () => {
    const { view, done, shownRow } = make();
    const { reveal } = view;
    view.reveal = () => Promise.reject(new Error('Data tree node not found'));
    shownRow.follow(row('a'));
    await clock.pass(500);
    view.reveal = reveal;
    shownRow.follow(row('a'));
    await clock.pass(500);
    assert.deepEqual(done, ['select a']);
  });

  it('is right again when the list comes back into sight', async () => {
    const { view, done, shownRow } = make(row('a'));
    shownRow.follow(row('a'));
    await clock.pass(500);
    view.visible = false;
    shownRow.follow(row('b'));
    await clock.pass(500);
    assert.deepEqual(done, []);
    view.visible = true;
    shownRow.follow(row('b'));
    await clock.pass(500);
    assert.deepEqual(done, ['select b']);
  });
});
