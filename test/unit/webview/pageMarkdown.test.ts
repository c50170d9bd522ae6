import assert from 'node:assert/strict';
import { answer, turn, viewState } from '../../support/page/states';
import { diagrams } from '../../support/page/diagrams';
import { usePage } from '../../support/page/usePage';

describe('Markdown on the chat page', function () {
  this.timeout(30_000);
  const chat = usePage();
  beforeEach(() => chat.load());

  const streams = (text: string) => chat.show(viewState({ turns: [turn({ items: [answer(text, true)] })] }));
  const shows = (text: string) =>
    chat.show(viewState({ turns: [turn({ state: 'done', items: [answer(text)] })] }));
  const grows = (text: string) => chat.tell({ type: 'item/delta', turnId: 't1', itemId: 'answer', text });
  const ends = (text: string) => chat.tell({ type: 'item/changed', turnId: 't1', item: answer(text) });

  /** Counts from now on what changes in the first element of `selector`; -1 when another took its place. */
  async function watch(selector: string): Promise<() => Promise<number>> {
    const handle = await chat.page.evaluateHandle((wanted) => {
      const element = document.querySelector(wanted);
      const seen = { element, changes: 0 };
      const observer = new MutationObserver((list) => (seen.changes += list.length));
      if (element)
        observer.observe(element, { subtree: true, childList: true, characterData: true, attributes: true });
      return seen;
    }, selector);
    return () =>
      handle.evaluate(
        (seen, wanted) =>
          seen.element && seen.element === document.querySelector(wanted) ? seen.changes : -1,
        selector,
      );
  }

  it('has every character reference as its character, and unknown ones as they are written', async () => {
    await shows(
      'a &lt; b &amp;&amp; c &#39;d&#x27; &hellip; &CounterClockwiseContourIntegral; &bogus; &amp;lt; &copy2',
    );
    const text = await chat.page.locator('.md > p').textContent();
    assert.equal(text, "a < b && c 'd' … ∳ &bogus; &lt; &copy2");
  });

  it('never touches a finished block again, while text comes and when it ends', async () => {
    const start =
      'First *words*.\n\n```ts\nconst a = 1;\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- one\n- two\n\n';
    await streams(`${start}Go`);
    await chat.page.locator('.code .tk', { hasText: 'const' }).waitFor();
    const untouched = await Promise.all([
      watch('.md > p'),
      watch('.md > figure'),
      watch('.md > .table'),
      watch('.md > ul'),
    ]);
    for (let at = 0; at < 20; at += 1) await grows(` on ${at}`);
    const rest = Array.from({ length: 20 }, (_, at) => ` on ${at}`).join('');
    await ends(`${start}Go${rest}`);
    for (const count of untouched) assert.equal(await count(), 0);
    assert.equal(await chat.page.locator('.md > p').last().textContent(), `Go${rest}`);
  });

  it('appends to a huge code block only at its end, and keeps its element when it closes', async () => {
    const lines = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, at) => `line ${from + at};\n`).join('');
    await streams(`\`\`\`text\n${lines(0, 1000)}`);
    const first = await watch('.code .chunk');
    const figure = await watch('figure.code > figcaption > span');
    await grows(lines(1000, 1300));
    await grows('```\n\nDone.');
    await chat.page.getByText('Done.').waitFor();
    assert.equal(await first(), 0);
    assert.equal(await figure(), 0);
    assert.equal(await chat.page.locator('.code .chunk').count(), 7);
    const text = await chat.page.locator('.code code').textContent();
    assert.equal(text, lines(0, 1300).trimEnd());
  });

  describe('a block of code', () => {
    const button = (name: string | RegExp) => chat.page.getByRole('button', { name });

    it('goes to a new file, and to the file it names with a preview', async () => {
      await shows('```ts src/cart.ts\nconst a = 1;\n```');
      await button('New file with this code').click();
      await chat.wished({ type: 'code/newFile', text: 'const a = 1;', language: 'ts' });
      await button('Apply to src/cart.ts, with a preview').click();
      await chat.wished({ type: 'code/apply', text: 'const a = 1;', language: 'ts', path: 'src/cart.ts' });
      assert.equal(await button('Put into the terminal').count(), 0);
    });

    it('goes to the terminal when it is for a shell', async () => {
      await shows('```bash\nnpm test\n```');
      await button('Put into the terminal').click();
      assert.equal((await chat.wish('code/run')).text, 'npm test');
      assert.equal(await button(/^Apply/).count(), 0);
    });

    it('can only be copied while it is written', async () => {
      await streams('```bash\nrm -rf build');
      assert.equal(await button('Put into the terminal').isDisabled(), true);
      assert.equal(await button('Insert at cursor').isDisabled(), true);
      await button('Copy code').click();
      assert.equal((await chat.wish('code/copy')).text, 'rm -rf build');
    });
  });

  describe('a file that the model names', () => {
    const link = (name: string) => chat.page.getByRole('link', { name });

    it('becomes a link when it is there, asked for once for all of them', async () => {
      await shows(
        'In `src/cart.ts:3` and src/order.ts:4:2, not `src/none.ts` or none.ts:1. Again `src/cart.ts:9-12`.',
      );
      const { paths } = await chat.wish('paths/check');
      assert.deepEqual([...paths].sort(), ['none.ts', 'src/cart.ts', 'src/none.ts', 'src/order.ts']);
      assert.equal((await chat.wishesOf('paths/check')).length, 1);
      assert.equal(await chat.page.locator('.answer a').count(), 0);
      await chat.tell({
        type: 'paths/checked',
        known: ['src/cart.ts', 'src/order.ts'],
        missing: ['src/none.ts', 'none.ts'],
      });
      assert.equal(await chat.page.locator('.answer a').count(), 3);
      await link('src/order.ts:4:2').click();
      const opened = { type: 'file/open' as const, path: 'src/order.ts', line: 4, column: 2 };
      await chat.wished(opened);
      await link('src/cart.ts:9-12').click();
      await chat.wished({ type: 'file/open', path: 'src/cart.ts', line: 9, endLine: 12 });
    });

    it('is asked for again when the turn that may have made it is over', async () => {
      await streams('I make `src/new.ts` now.');
      await chat.wish('paths/check');
      await chat.tell({ type: 'paths/checked', known: [], missing: ['src/new.ts'] });
      await chat.tell({ type: 'turn/changed', turnId: 't1', patch: { state: 'done', endedAt: 1 } });
      await chat.page.waitForFunction(
        () =>
          (window as unknown as { wishes: { type: string }[] }).wishes.filter(
            (one) => one.type === 'paths/check',
          ).length === 2,
      );
      await chat.tell({ type: 'paths/checked', known: ['src/new.ts'], missing: [] });
      await link('src/new.ts').waitFor();
    });

    it('has its symbols lead to where they are defined', async () => {
      await shows('`OrderService.place` calls `discount()` and `true`.');
      await link('OrderService.place').click();
      assert.equal((await chat.wish('symbol/open')).name, 'OrderService.place');
      assert.equal(await chat.page.locator('.answer a').count(), 2);
    });
  });

  describe('a formula', () => {
    const scripts = () => chat.page.locator('script[src$="math.js"]').count();

    it('is drawn as MathML that screen readers know, by a script that comes with the first', async () => {
      await shows('A price of $5 and $10.');
      assert.equal(await scripts(), 0);
      await shows('The mean $\\frac{a+b}{2}$ and\n\n$$\n\\sum_{i=1}^n i \\pmb{x}\n$$\n\nend');
      await chat.page.locator('.math mfrac').waitFor();
      assert.equal(await chat.page.locator('.math.display munderover').count(), 1);
      assert.equal(await scripts(), 1);
      assert.equal(await chat.page.locator('annotation').first().textContent(), '\\frac{a+b}{2}');
      const weight = await chat.page
        .locator('.math.display mstyle')
        .first()
        .evaluate((element) => getComputedStyle(element).fontWeight);
      assert.equal(weight, '700');
    });

    it('that is wrong stands there as it was written', async () => {
      await shows('So $\\frac{a$ and \\(\\href{javascript:alert(1)}{x}\\) it is.');
      await chat.page.getByText('This formula cannot be drawn.').nth(1).waitFor();
      assert.equal(await chat.page.locator('.math-source code').first().textContent(), '\\frac{a');
      assert.equal(await chat.page.locator('.answer a').count(), 0);
    });
  });

  describe('a diagram', () => {
    const flow = 'flowchart LR\n  A[Cart] -->|adds up| B{Total}';

    it('is drawn by a script that comes with the first, in the colours of the theme', async () => {
      await shows(`Look:\n\n\`\`\`mermaid\n${flow}\n\`\`\``);
      const picture = chat.page.locator('.diagram [role=img]');
      await picture.locator('svg').waitFor();
      const said = (await picture.getAttribute('aria-label')) ?? '';
      assert.deepEqual(said.split(', ').sort(), ['Cart', 'Total', 'adds up']);
      const colour = await chat.page
        .locator('.diagram text', { hasText: 'Cart' })
        .evaluate((text) => [
          getComputedStyle(text).fill,
          getComputedStyle(document.querySelector('.code') ?? text).color,
        ]);
      assert.equal(colour[0], colour[1]);
      await chat.page.getByRole('button', { name: 'Copy source' }).click();
      assert.equal((await chat.wish('code/copy')).text, flow);
      await chat.page.getByRole('button', { name: 'Show source' }).click();
      await chat.page.getByRole('button', { name: 'Show diagram' }).click();
      await chat.page.locator('.diagram svg').waitFor();
    });

    it('of each kind is drawn, within the policy of the page', async function () {
      this.timeout(60_000);
      await chat.page.evaluate(() => {
        document.addEventListener('securitypolicyviolation', (event) => {
          const list = (document.body.dataset['refused'] ??= '');
          document.body.dataset['refused'] = `${list}${event.violatedDirective} ${event.sample}\n`;
        });
      });
      const failed: string[] = [];
      for (const [kind, source] of Object.entries(diagrams)) {
        await shows(`${kind}\n\n\`\`\`mermaid\n${source}\n\`\`\``);
        const drawn = chat.page.locator('.diagram svg, .diagram-problem');
        await drawn.first().waitFor();
        if ((await chat.page.locator('.diagram svg').count()) === 0) failed.push(kind);
      }
      assert.deepEqual(failed, []);
      assert.equal(await chat.page.evaluate(() => document.body.dataset['refused']), undefined);
    });

    const hostile: Readonly<Record<string, string>> = {
      'its own settings': `%%{init: {"securityLevel": "loose", "htmlLabels": true, "themeCSS": "*{display:none}", "fontFamily": "x;}*{display:none}"}}%%\n${flow}`,
      'front matter': `---\nconfig:\n  securityLevel: loose\n  themeCSS: "} * { display: none }"\n---\n${flow}`,
      'a click that runs a script': `${flow}\n  click A href "javascript:document.title='hit'"\n  click B call alert(1)`,
      'a style that leaves its place': `${flow}\n  classDef x fill:red}*{display:none}\n  class A x\n  style B position:fixed,inset:0,width:100vw,background-image:url(https://evil.example/a)`,
      'html in a label':
        'flowchart LR\n  A["<img src=x onerror=document.title=1><script>document.title=2</script><style>*{display:none}</style>Cart"] --> B',
      'a picture from elsewhere':
        'flowchart LR\n  A@{ img: "https://evil.example/a.png", label: "Cart" } --> B',
    };
    for (const [name, source] of Object.entries(hostile))
      it(`with ${name} does nothing beyond its own box`, async () => {
        const asked: string[] = [];
        chat.page.on('request', (request) => asked.push(request.url()));
        await shows(`Before\n\n\`\`\`mermaid\n${source}\n\`\`\`\n\nAfter`);
        await chat.page.locator('.diagram svg, .diagram-problem').first().waitFor();
        const found = await chat.page.locator('.md').evaluate((answer) => ({
          title: document.title,
          bad: answer.querySelectorAll(
            'script, style, image, img, iframe, a[href^="javascript"], [onerror], [onclick], .diagram a',
          ).length,
          shown: [...answer.querySelectorAll('p')].every((one) => one.getBoundingClientRect().height > 0),
          outside: [...answer.querySelectorAll('.diagram svg *')].filter(
            (one) => getComputedStyle(one).position === 'fixed',
          ).length,
          rooms: document.querySelectorAll('.diagram-room').length,
        }));
        assert.deepEqual(found, { title: 'Flight Deck chat', bad: 0, shown: true, outside: 0, rooms: 0 });
        assert.deepEqual(
          asked.filter((url) => !url.startsWith(new URL(chat.page.url()).origin)),
          [],
        );
        assert.equal(await chat.composer.isVisible(), true);
      });

    it('that hides something is not drawn', async () => {
      await shows('```mermaid\nflowchart LR\n A[Ca\u202ert] --> B\n```');
      await chat.page.getByText('This diagram cannot be drawn here; this is its source.').waitFor();
    });

    it('that is wide fits into the column, and is shown in full size on demand', async () => {
      const chain = Array.from({ length: 14 }, (_, at) => `S${at}[Step number ${at}] --> S${at + 1}`).join(
        '\n',
      );
      await shows(`\`\`\`mermaid\nflowchart LR\n${chain}\n\`\`\``);
      const canvas = chat.page.locator('.diagram .canvas');
      const isCut = () => canvas.evaluate((one) => one.scrollWidth > one.clientWidth + 1);
      await canvas.locator('svg').waitFor();
      assert.equal(await isCut(), false);
      await chat.page.getByRole('button', { name: 'Show in full size' }).press('Enter');
      assert.equal(await isCut(), true);
      await chat.page.getByRole('button', { name: 'Fit into the column' }).press('Enter');
      assert.equal(await isCut(), false);
    });

    it('that cannot be drawn shows its source and says so', async () => {
      await shows('```mermaid\nflowchart LR\n A[<img src=x onerror=alert(1)>\n```');
      await chat.page.getByText('This diagram cannot be drawn here; this is its source.').waitFor();
      await chat.page.locator('.code code', { hasText: 'flowchart' }).waitFor();
    });

    it('is code while it is written', async () => {
      await streams('```mermaid\nflowchart LR\n A --> B');
      assert.equal(await chat.page.locator('.code code').textContent(), 'flowchart LR\n A --> B');
      assert.equal(await chat.page.locator('script[src$="diagram.js"]').count(), 0);
    });
  });

  describe('before what reads it has come', () => {
    /** Holds the script back; what is given back lets it through. */
    async function reload(): Promise<() => Promise<void>> {
      const held = new Promise<() => Promise<void>>((resolve) => {
        void chat.page.route('**/markdown.js', (route) => resolve(() => route.continue()), { times: 1 });
      });
      await chat.load({ waitUntil: 'domcontentloaded' });
      return async () => (await held)();
    }

    it('is plain text in the same place, and goes on growing as Markdown', async () => {
      const letThrough = await reload();
      await streams('# Title\n\nSome *words');
      const md = chat.page.locator('.answer .md');
      assert.equal(await md.textContent(), '# Title\n\nSome *words');
      const place = await md.elementHandle();
      await grows('* and');
      assert.equal(await md.textContent(), '# Title\n\nSome *words* and');
      await letThrough();
      await md.locator('em', { hasText: 'words' }).waitFor();
      await grows(' more');
      assert.deepEqual(await md.locator('> *').allTextContents(), ['Title', 'Some words and more']);
      assert.ok(await md.evaluate((now, before) => now === before, place));
    });

    it('keeps no text hidden that hides in it', async () => {
      const letThrough = await reload();
      await shows('a\u202eb');
      await chat.page.locator('.md .esc').waitFor();
      await letThrough();
    });
  });

  it('is read as Markdown from the first frame on when the page was there first', async () => {
    await shows('Some *words*.');
    assert.equal(await chat.page.locator('.md em').count(), 1);
    assert.equal(await chat.page.locator('.md .raw').count(), 0);
  });

  it('shows a picture that is in the text itself, and one of another host once it is wanted', async () => {
    const dot = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';
    await shows(`![a dot](${dot}) ![chart](https://a.example/c.png?q=1) ![x](data:text/html,hi)`);
    const sources = await chat.page
      .locator('.answer img')
      .evaluateAll((all) => all.map((one) => one.getAttribute('src')));
    assert.deepEqual(sources, [dot]);
    await chat.page.getByRole('img', { name: 'a dot' }).waitFor();
    const href = 'https://a.example/c.png?q=1';
    const wanted = chat.page.getByRole('button', { name: 'Show chart, picture at a.example' });
    await wanted.click();
    assert.equal((await chat.wish('picture/load')).href, href);
    await chat.tell({ type: 'picture/loaded', href, data: dot });
    await chat.page.getByRole('img', { name: 'chart' }).waitFor();
  });

  it('leads to a picture that could not be had', async () => {
    const href = 'https://b.example/gone.png';
    await shows(`![chart](${href})`);
    await chat.page.getByRole('button', { name: 'Show chart, picture at b.example' }).click();
    await chat.tell({ type: 'picture/loaded', href, data: undefined });
    await chat.page.getByRole('button', { name: /could not be shown/ }).click();
    assert.equal((await chat.wish('link/open')).href, href);
  });

  describe('a picture of the folder', () => {
    const path = 'media/a.png';
    const drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>';
    const dot = `data:image/svg+xml,${encodeURIComponent(drawing)}`;
    const picture = () => chat.page.getByRole('img', { name: 'the shop' });

    it('is drawn as soon as the host has found it, and leads to its file', async () => {
      await shows(`![the shop](./${path}) and again ![the shop](./${path})`);
      assert.deepEqual(await chat.wishesOf('picture/find'), [{ type: 'picture/find', path: `./${path}` }]);
      assert.equal(await picture().count(), 0);
      await chat.tell({ type: 'picture/loaded', href: `./${path}`, data: dot });
      assert.equal(await picture().count(), 2);
      await chat.page.getByRole('link', { name: 'the shop' }).first().click();
      await chat.wished({ type: 'file/open', path: `./${path}` });
    });

    it('stays a link to its file when it cannot be had or drawn', async () => {
      await shows(`![the shop](${path}) [![far](${path})](https://a.example)`);
      await chat.tell({ type: 'picture/loaded', href: path, data: undefined });
      assert.equal(await chat.page.locator('.answer img').count(), 0);
      await chat.tell({ type: 'picture/loaded', href: path, data: 'data:image/png;base64,AAAA' });
      await chat.page.locator('.answer img').first().waitFor({ state: 'detached' });
      await chat.page.getByRole('link', { name: 'the shop' }).click();
      await chat.wished({ type: 'file/open', path });
    });

    it('is looked at again when the turn that may have drawn it anew is over', async () => {
      await streams(`![the shop](${path})\n\nMore`);
      await chat.wish('picture/find');
      await chat.tell({ type: 'picture/loaded', href: path, data: `${dot}#1` });
      await chat.tell({ type: 'turn/changed', turnId: 't1', patch: { state: 'done', endedAt: 1 } });
      assert.equal((await chat.wishesOf('picture/find')).length, 2);
      await chat.tell({ type: 'picture/loaded', href: path, data: `${dot}#2` });
      assert.equal(await picture().getAttribute('src'), `${dot}#2`);
    });
  });

  it('keeps the header of a long and wide table in sight while one reads its rows', async () => {
    const cells = (word: string) => `| ${Array.from({ length: 8 }, (_, at) => `${word}${at}`).join(' | ')} |`;
    const rows = Array.from({ length: 60 }, (_, at) => cells(`a_rather_long_word_of_row_${at}_`));
    await shows(`${cells('head')}\n${'|---'.repeat(8)}|\n${rows.join('\n')}\n\n${'After. '.repeat(900)}`);
    const places = () =>
      chat.page.evaluate(() => {
        const box = (selector: string) => document.querySelector(selector)!.getBoundingClientRect();
        const [log, table, head, cell] = ['main', '.table', '.table th', '.table td'].map(box);
        return {
          headTop: head!.top - log!.top,
          tableTop: table!.top - log!.top,
          aboveEnd: table!.bottom - head!.bottom,
          aside: head!.left - cell!.left,
          sideways: head!.left - table!.left,
        };
      });
    const scrollTo = async (top: number) => {
      await chat.page.evaluate((to) => document.querySelector('main')!.scrollTo(0, to), top);
      await chat.tell();
    };
    await scrollTo(0);
    const before = await places();
    assert.ok(Math.abs(before.headTop - before.tableTop) <= 2, JSON.stringify(before));
    for (const top of [400, 900]) {
      await scrollTo(top);
      const { headTop, tableTop } = await places();
      assert.ok(tableTop < 0 && headTop <= 32.5 && headTop > 30, `the header is at ${headTop}`);
    }
    await chat.page.locator('.table').evaluate((table) => table.scrollTo(120, 0));
    const aside = await places();
    assert.ok(Math.abs(aside.aside) <= 1 && aside.sideways < -100, JSON.stringify(aside));
    await scrollTo(1e6);
    const end = await places();
    assert.ok(end.aboveEnd >= 0 && end.headTop < 0, JSON.stringify(end));
  });

  it('lets each block run in the direction of its words, and code always to the right', async () => {
    await shows('# שלום\n\nHello\n\n> مرحبا\n\n| א | b |\n|---|---|\n| ג | d |\n\n```ts\nconst a = 1;\n```');
    const directions = await chat.page
      .locator('.answer :is(h3, .md > p, blockquote p, th, pre)')
      .evaluateAll((all) => all.map((one) => getComputedStyle(one).direction));
    assert.deepEqual(directions, ['rtl', 'ltr', 'rtl', 'rtl', 'ltr', 'ltr']);
  });
});
