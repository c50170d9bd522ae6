import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Item } from '../../../src/protocol/toView';
import { settleMs } from '../../../src/webview/state/dockState';
import {
  answer,
  call,
  fetchRequest,
  shellRequest,
  turn,
  viewState,
  writeRequest,
} from '../../support/page/states';
import { usePage } from '../../support/page/usePage';

const births = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf', 'isPrototypeOf'];

/** As no host of ours tells it, but one of another version might. */
function broken<T extends object>(whole: T, ...missing: readonly (keyof T)[]): T {
  return Object.fromEntries(
    Object.entries(whole).filter(([name]) => !missing.includes(name as keyof T)),
  ) as T;
}

describe('One bad part never takes the page', function () {
  this.timeout(60_000);
  const chat = usePage();

  const stop = () => chat.page.getByRole('button', { name: 'Stop', exact: true });
  const edges = () => chat.page.locator('.broken').allInnerTexts();

  async function failsOnce(): Promise<void> {
    await chat.hasProblem(/TypeError|is not iterable|undefined/);
    // The page tells it, and tries again when something else comes.
    chat.problems.splice(0);
  }

  for (const name of births)
    it(`an answer with [${name}] is drawn as it was written`, async () => {
      await chat.load();
      const text = `See [${name}] and [a][${name}], ![b][${name}], [${name}][].`;
      await chat.show(viewState({ turns: [turn({ items: [answer(text, false)] })] }));
      assert.equal(await chat.page.locator('.answer').innerText(), text.replaceAll('__proto__', 'proto'));
    });

  it('no text of markdown that is made of such names takes a part down', async () => {
    const name = fc.constantFrom(...births);
    const shape = fc.constantFrom(
      (x: string, y: string) => `[${x}][${y}]`,
      (x: string, y: string) => `[${x}]: ${y}`,
      (x: string, y: string) => `![${x}](${y})`,
      (x: string, y: string) => `\`${x}.${y}\``,
      (x: string, y: string) => `&${x}; <${y}>`,
      (x: string, y: string) => `$\\${x}{${y}}$`,
      (x: string, y: string) => `| ${x} | ${y} |\n| - | :-: |\n| ${y} | ${x} |`,
      (x: string, y: string) => `\`\`\`${x} ${y}\n${x}\n\`\`\``,
      (x: string, y: string) => `\`\`\`mermaid\nflowchart TD\n${x} --> ${y}\n\`\`\``,
      (x: string, y: string) => `\`\`\`mermaid\nstateDiagram-v2\n${x} --> ${y}\n\`\`\``,
      (x: string, y: string) => `\`\`\`mermaid\nclassDiagram\n${x} <|-- ${y}\n\`\`\``,
      (x: string, y: string) =>
        `\`\`\`mermaid\ngantt\ndateFormat ${x}\nsection ${y}\n${x} : ${y}, 3d\n\`\`\``,
      (x: string, y: string) => `# ${x}\n- [ ] ${y}`,
    );
    const piece = fc.tuple(shape, name, name).map(([draw, x, y]) => draw(x, y));
    const texts = fc.sample(
      fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join('\n\n')),
      { numRuns: 150, seed: 7 },
    );
    await chat.load();
    for (const isOpen of [true, false]) {
      const items = texts.map((text, index): Item => ({ ...answer(text, isOpen), id: `a${index}` }));
      await chat.show(viewState({ turns: [turn({ items })] }));
      await chat.tell(
        ...items.map((item) => ({ type: 'item/delta', turnId: 't1', itemId: item.id, text: ' x' }) as const),
      );
      assert.equal(await chat.page.locator('.answer').count(), texts.length);
      assert.deepEqual(await edges(), []);
    }
  });

  it('a step, an answer, a turn: a line stands in for it, with its text to copy', async () => {
    await chat.load();
    const bad = broken(call({ id: 'bad', tool: 'read', subject: 'src/cart.ts' }), 'subject', 'name');
    const mute = broken({ ...answer('Half', false), id: 'mute' }, 'text' as never);
    const items = [
      bad,
      call({ id: 'good', tool: 'shell', subject: 'npm test' }),
      mute,
      answer('It works.', false),
    ];
    const worst = broken(turn({ id: 't0', state: 'done' }), 'prompt');
    await chat.show(viewState({ turns: [worst, turn({ items })], requests: [shellRequest] }));
    await failsOnce();
    await chat.page.getByText('It works.').waitFor();
    await chat.page.locator('.step', { hasText: 'Ran npm test' }).waitFor();
    await chat.page.getByRole('heading', { name: 'Run a command' }).waitFor();
    assert.ok(await stop().isVisible());
    const lines = (await edges()).map((line) => line.split('\n')[0]);
    assert.deepEqual(lines, [
      'The prompt could not be drawn. The log says why.',
      'A step could not be drawn. The log says why.',
      'An answer could not be drawn. The log says why.',
    ]);
    await chat.page
      .locator('.broken', { hasText: 'A step' })
      .getByRole('button', { name: 'Copy as text' })
      .click();
    assert.match((await chat.wish('code/copy')).text, /"id": "bad"/);
  });

  it('is drawn again when it can be', async () => {
    await chat.load();
    const good = call({ id: 'c', tool: 'read', subject: 'src/cart.ts' });
    await chat.show(viewState({ turns: [turn({ items: [broken(good, 'subject', 'name')] })] }));
    await failsOnce();
    await chat.tell({ type: 'item/changed', turnId: 't1', item: good });
    await chat.page.locator('.step', { hasText: 'Read cart.ts' }).waitFor();
    assert.deepEqual(await edges(), []);
  });

  it('a request that cannot be shown cannot be allowed, and can be denied', async () => {
    await chat.load();
    const bad = broken({ ...writeRequest, id: 'p1' }, 'subject');
    await chat.show(viewState({ turns: [turn()], requests: [bad, fetchRequest] }));
    await failsOnce();
    await chat.pass(settleMs);
    await chat.tell({ type: 'request/answer', answer: 'allow' });
    assert.deepEqual(await chat.wishesOf('permission/answer'), []);
    await chat.page.locator('.broken').getByRole('button', { name: 'Deny' }).click();
    await chat.wished({ type: 'permission/answer', id: 'p1', decision: 'deny' });
    await chat.page.getByRole('heading', { name: 'Fetch a page' }).waitFor();
  });

  it('a queue, chips, todos and the foot leave the message and Stop', async () => {
    await chat.load();
    const state = viewState({
      turns: [turn()],
      queue: {
        messages: [{ id: 'q' } as never, { id: 'r', text: 'Later', attachments: [] }],
        isPaused: false,
      },
      attachments: [{ id: 'x' } as never],
      todos: [{ id: 't' } as never],
      usage: { usedTokens: null, limitTokens: {} } as never,
    });
    await chat.show(state);
    await failsOnce();
    await chat.page.getByText('Later').waitFor();
    await chat.composer.fill('Still here');
    await stop().click();
    await chat.wish('turn/stop');
  });
});
