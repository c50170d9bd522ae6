import assert from 'node:assert/strict';
import { FrameQueue } from '../../../src/extension/chat/frameQueue';
import { pageHtml } from '../../../src/extension/chat/page';
import type { ToView } from '../../../src/protocol/toView';

describe('The page', () => {
  it('allows scripts by nonce only and nothing from outside', () => {
    const html = pageHtml({
      scriptUri: 'https://x/webview.js',
      styleUri: 'https://x/webview.css',
      cspSource: 'https://x',
      title: 'T',
      language: 'de',
      platform: 'linux',
      l10n: { 'Say "hi"': '<b>' },
    });
    const nonce = /script-src &#?\w*;?'?nonce-([^']+)'|nonce-([A-Za-z0-9+/=]+)/.exec(html)?.at(-1);
    assert.ok(nonce && html.includes(`<script nonce="${nonce}" src="https://x/webview.js">`));
    assert.match(html, /default-src 'none'/);
    assert.doesNotMatch(html, /unsafe/);
    assert.ok(html.includes('data-l10n="{&quot;Say \\&quot;hi\\&quot;&quot;:&quot;&lt;b&gt;&quot;}"'));
  });
});

describe('The output of a chatty command', () => {
  it('reaches the page once a frame, with what it is at the end', async () => {
    const posted = await new Promise<readonly ToView[]>((resolve) => {
      const seen: ToView[] = [];
      const queue = new FrameQueue((fact) => {
        seen.push(fact);
        if (fact.type === 'focus/composer') resolve(seen);
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
  it('reach the page as one, and nothing is lost or changes its order', async () => {
    const posted: ToView[] = [];
    const done = new Promise<void>((resolve) => {
      const queue = new FrameQueue((fact) => {
        posted.push(fact);
        if (fact.type === 'focus/composer') resolve();
      }, 1);
      const delta = (itemId: string, text: string): ToView => ({
        type: 'item/delta',
        turnId: 't',
        itemId,
        text,
      });
      queue.add([delta('a', '1'), delta('a', '2')]);
      queue.add([delta('a', '3'), delta('b', '4'), delta('a', '5'), { type: 'focus/composer' }]);
    });
    await done;
    assert.deepEqual(
      posted.map((fact) => (fact.type === 'item/delta' ? `${fact.itemId}${fact.text}` : fact.type)),
      ['a123', 'b4', 'a5', 'focus/composer'],
    );
  });
});
