import assert from 'node:assert/strict';
import { FrameQueue } from '../../../../src/extension/view/frameQueue';
import { pageHtml } from '../../../../src/extension/editor/pageHtml';
import type { ToView } from '../../../../src/protocol/toView';

describe('The page', () => {
  it('allows scripts by nonce only and nothing from outside', () => {
    const html = pageHtml({
      scriptUri: 'https://x/webview.js',
      nextScriptUri: 'https://x/markdown.js',
      styleUri: 'https://x/webview.css',
      cspSource: 'https://x',
      title: 'T',
      language: 'de',
      platform: 'linux',
      l10n: { 'Say "hi"': '<b>' },
    });
    const nonce = /script-src &#?\w*;?'?nonce-([^']+)'|nonce-([A-Za-z0-9+/=]+)/.exec(html)?.at(-1);
    assert.ok(nonce && html.includes(`<script nonce="${nonce}" src="https://x/webview.js">`));
    assert.ok(
      html.includes(`<link rel="preload" as="script" nonce="${nonce}" href="https://x/markdown.js">`),
    );
    assert.match(html, /default-src 'none'/);
    assert.doesNotMatch(html, /unsafe/);
    assert.ok(html.includes('data-l10n="{&quot;Say \\&quot;hi\\&quot;&quot;:&quot;&lt;b&gt;&quot;}"'));
  });
});

describe('The output of a chatty command', () => {
  it('reaches the page once a frame, with what it is at the end', async () => {
    const posted = await new Promise<readonly ToView[]>((resolve) => {
      const seen: ToView[] = [];
      const queue = new FrameQueue((facts) => {
        seen.push(...facts);
        if (facts.at(-1)?.type === 'focus/composer') resolve(seen);
      }, 1);
      const changed = (id: string, text: string): ToView => ({
        type: 'item/changed',
        turnId: 't',
        item: { kind: 'answer', id, text, isStreaming: true },
      });
      queue.add([changed('a', '1'), changed('a', '12'), changed('b', '3'), changed('a', '123')]);
      queue.add([{ type: 'focus/composer' }]);
    });
    assert.deepEqual(
      posted.flatMap((fact) =>
        fact.type === 'item/changed' && fact.item.kind === 'answer' ? [fact.item.text] : [],
      ),
      ['12', '3', '123'],
    );
  });
});

describe('The deltas of one frame', () => {
  const delta = (itemId: string, text: string): ToView => ({ type: 'item/delta', turnId: 't', itemId, text });
  const words = (facts: readonly ToView[]) =>
    facts.map((fact) => (fact.type === 'item/delta' ? `${fact.itemId}${fact.text}` : fact.type));

  it('reach the page in one message, one for each answer, and nothing is lost or overtakes another fact', async () => {
    const posted = await new Promise<readonly ToView[]>((resolve) => {
      const queue = new FrameQueue(resolve, 1);
      queue.add([delta('a', '1'), delta('a', '2')]);
      queue.add([delta('a', '3'), delta('b', '4'), delta('a', '5')]);
      queue.add([{ type: 'focus/composer' }, delta('a', '6'), delta('b', '7'), delta('a', '8')]);
    });
    assert.deepEqual(words(posted), ['a1235', 'b4', 'focus/composer', 'a68', 'b7']);
  });

  it('are dropped when the page they were for is gone', async () => {
    const posted: (readonly ToView[])[] = [];
    const queue = new FrameQueue((facts) => posted.push(facts), 1);
    queue.add([delta('a', '1')]);
    queue.clear();
    await new Promise<void>((resolve) => {
      const later = new FrameQueue(() => resolve(), 2);
      later.add([delta('b', '2')]);
    });
    assert.deepEqual(posted, []);
  });
});
