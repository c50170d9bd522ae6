import assert from 'node:assert/strict';
import { parseModelRequest, typedText } from '../../../src/demo/modelRequest';

const date = '<current_datetime>2026-11-22T10:58:12.217+00:00</current_datetime>';

describe('What a scripted model is asked', () => {
  it('is the text as the person typed it', () => {
    const tagged = '\n\n\n\n<tagged_files>\n* /w/README.md (3 lines)\n</tagged_files>';
    assert.equal(typedText(`${date}\n\nread a file please${tagged}`), 'read a file please');
    const selection = '<ide_selection>\nFile: a.ts (line 2)\n```\nx\n```\n</ide_selection>';
    assert.equal(typedText(`${selection}\n\n${date}\n\nanalyse`), 'analyse');
  });

  it('keeps tags that the person typed', () => {
    assert.equal(typedText(`${date}\n\nwhat does <div>a</div> do?`), 'what does <div>a</div> do?');
    assert.equal(typedText(`${date}\n\n<b>bold</b>`), '<b>bold</b>');
  });

  it('names the attached files and folders', () => {
    const content = `x\n\n<tagged_files>\n* /w/my notes.md (3 lines)\n* /w/src (2 items)\n</tagged_files>`;
    assert.deepEqual(parse([{ role: 'user', content }]).taggedFiles, ['/w/my notes.md', '/w/src']);
  });

  it('pairs tool calls since the last prompt with their results', () => {
    const call = (id: string) => ({
      id,
      type: 'function',
      function: { name: 'view', arguments: '{"path":"a"}' },
    });
    const request = parse([
      { role: 'system', content: '<environment_context>\n* Current working directory: /w/my project\n' },
      { role: 'user', content: 'before' },
      { role: 'assistant', content: null, tool_calls: [call('old')] },
      { role: 'tool', tool_call_id: 'old', content: 'old result' },
      {
        role: 'user',
        content: [
          { type: 'text', text: `${date}\n\nnow` },
          { type: 'image_url', image_url: {} },
        ],
      },
      { role: 'assistant', content: null, tool_calls: [call('new'), call('waiting')] },
      { role: 'tool', tool_call_id: 'new', content: 'new result' },
    ]);
    assert.equal(request.prompt, 'now');
    assert.equal(request.cwd, '/w/my project');
    assert.deepEqual(request.outcomes, [
      { id: 'new', name: 'view', arguments: { path: 'a' }, result: 'new result' },
      { id: 'waiting', name: 'view', arguments: { path: 'a' }, result: undefined },
    ]);
  });

  it('is told apart from what the CLI asks for itself', () => {
    const messages = [{ role: 'user', content: 'x' }];
    const tools = [{ type: 'function', function: { name: 'view' } }];
    const isSide = (type: string | undefined, offered: object[]): boolean =>
      parseModelRequest({ model: 'm', messages, tools: offered }, type).isSideRequest;
    assert.equal(isSide('conversation-user', []), false);
    assert.equal(isSide(undefined, tools), false);
    assert.equal(isSide('conversation-compaction', tools), true);
    assert.equal(isSide(undefined, []), true);
  });

  it('is refused without messages', () => {
    assert.throws(() => parseModelRequest({ model: 'm' }, undefined), /messages/);
  });
});

function parse(messages: readonly object[]): ReturnType<typeof parseModelRequest> {
  return parseModelRequest({ model: 'claude-demo', messages, tools: [] }, 'conversation-user');
}
