import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { callTool, replies, say } from '../../src/demo/replies';
import { startModelServer, type ModelServer } from '../../src/demo/modelServer';
import type { ChoiceRequest } from '../../src/protocol/forms';
import type { PermissionMode, ToolCall, ViewState } from '../../src/protocol/toView';
import { ChatWindow } from '../support/chatWindow';
import { noEditor } from '../support/windowDoubles';

describe('A file that the editor has not saved, on the real CLI', function () {
  this.timeout(60_000);
  let window: ChatWindow;
  let server: ModelServer;
  let file: string;
  /** What stands in the editor; undefined where it is what the disk has. */
  let typed: string | undefined;

  const editor = {
    ...noEditor,
    unsaved: () => (typed === undefined ? [] : [file]),
    save: () => {
      if (typed !== undefined) fs.writeFileSync(file, typed);
      typed = undefined;
      return Promise.resolve(true);
    },
  };

  async function open(permissions: PermissionMode): Promise<void> {
    const edit = () => callTool('edit', { path: file, old_str: 'two', new_str: 'TWO' });
    server = await startModelServer(replies([edit, say('done')]));
    const provider = { name: 'Scripted', type: 'openai' as const, baseUrl: server.url, model: 'claude-test' };
    const settings = { modelSource: 'own' as const, provider, permissions };
    window = await ChatWindow.open({ settings, sources: { editor } });
    file = path.join(window.folder, 'a.txt');
    fs.writeFileSync(file, 'one\ntwo\n');
    await window.wish({ type: 'view/ready' });
  }

  async function ask(): Promise<void> {
    const sessionId = window.state.session?.sessionId ?? '';
    await window.wish({ type: 'prompt/submit', text: 'Go', sessionId });
  }

  function requestOf(kind: 'choice' | 'permission'): Promise<ViewState> {
    return window.until(`a ${kind}`, ({ requests }) => requests.some((one) => one.kind === kind));
  }

  const told = () => JSON.stringify(server.requests.findLast((request) => request.model)?.body);
  const step = (state: ViewState) => state.turns[0]?.items.find((item) => item.kind === 'tool') as ToolCall;

  beforeEach(() => (typed = undefined));
  afterEach(async () => {
    await window.remove();
    await server.stop();
  });

  it('is saved before the agent changes it, so that nothing typed is lost, also where nothing is asked', async () => {
    await open('allow-all');
    typed = 'one\ntwo\nby hand\n';
    await ask();
    const [request] = (await requestOf('choice')).requests as readonly ChoiceRequest[];
    assert.deepEqual([request?.about, request?.files], ['unsaved', ['a.txt']]);
    assert.equal(fs.readFileSync(file, 'utf8'), 'one\ntwo\n');
    await window.wish({ type: 'choice/answer', id: request?.id ?? '', choice: 'save' });
    await window.untilDone(1);
    assert.equal(fs.readFileSync(file, 'utf8'), 'one\nTWO\nby hand\n');
    assert.match(told(), /changes in the editor that are not saved[^"]*older in: a\.txt/);
    assert.equal(window.state.turns[0]?.prompt, 'Go');
  });

  it('stays as it is when the person wants that, and the agent is told', async () => {
    await open('allow-all');
    typed = 'one\ntwo\nby hand\n';
    await ask();
    const [request] = (await requestOf('choice')).requests;
    await window.wish({ type: 'choice/answer', id: request?.id ?? '', choice: 'leave' });
    const state = await window.untilDone(1);
    assert.equal(fs.readFileSync(file, 'utf8'), 'one\ntwo\n');
    assert.match(told(), /keeps them for now/);
    assert.equal(step(state).state, 'denied');
  });

  it('is not written over with what was shown before the person changed it', async () => {
    await open('ask');
    await ask();
    const [request] = (await requestOf('permission')).requests;
    fs.writeFileSync(file, 'one\ntwo\nby hand\n');
    await window.wish({
      type: 'permission/answer',
      id: request?.id ?? '',
      decision: 'allow-once',
    });
    const state = await window.untilDone(1);
    assert.equal(fs.readFileSync(file, 'utf8'), 'one\ntwo\nby hand\n');
    assert.match(told(), /changed a\.txt since you read it/);
    assert.equal(step(state).state, 'denied');
  });
});
