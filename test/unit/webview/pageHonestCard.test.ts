import assert from 'node:assert/strict';
import { answer, call, shellRequest, turn, viewState, writeRequest } from '../../support/page/states';
import { usePage } from '../../support/page/usePage';

describe('A request card cannot be made to lie', function () {
  this.timeout(30_000);
  const chat = usePage();

  const allow = () => chat.page.getByRole('button', { name: /^Allow once/ });
  const command = () => chat.page.getByRole('group', { name: 'Command', exact: true });
  const plain = { ...shellRequest, scopes: undefined, intention: undefined };

  async function show(request: typeof shellRequest, size: { width?: number; height?: number } = {}) {
    await chat.load(size);
    await chat.show(viewState({ turns: [turn()], requests: [request] }));
    await chat.settled();
  }

  /** Whether all of the element is in sight. */
  const inSight = (selector: string) =>
    chat.page.locator(selector).evaluate((one) => {
      const { top, bottom } = one.getBoundingClientRect();
      const body = one.closest('.body')?.getBoundingClientRect();
      return top >= (body?.top ?? 0) - 1 && bottom <= (body?.bottom ?? innerHeight) + 1;
    });

  it('draws what hides in a command as boxes with their names, and says how many there are', async () => {
    await show({ ...plain, text: 'rm -rf build/\u202etsid\u202c \u200b~/notes\necho "done\u001b[2K\r"' });
    assert.equal(
      await command().innerText(),
      'rm -rf build/U+202EtsidU+202C U+200B~/notes\necho "doneESC[2KCR"',
    );
    const boxes = chat.page.locator('.ask .esc');
    assert.equal(await boxes.count(), 5);
    await chat.page.getByRole('img', { name: 'Hidden character U+202E' }).waitFor();
    await chat.page
      .getByText('5 hidden characters can make it read as something else. Each is drawn as a box.')
      .waitFor();
  });

  it('says in words of its own what kind of act it is, and quotes the agent beneath', async () => {
    await show({ ...plain, intention: 'Run the tests\u202e', text: 'rm -rf ~' });
    await chat.page.getByRole('heading', { name: 'Run a command', exact: true }).waitFor();
    const said = chat.page.locator('.ask > header p', { hasText: 'The agent says:' });
    assert.equal(await said.innerText(), 'The agent says: “Run the testsU+202E”');
    assert.match(
      (await chat.page.getByRole('status').textContent()) ?? '',
      /^Waiting for you: Run a command/,
    );
  });

  it('does not let empty lines push the command out of sight', async () => {
    await show({ ...plain, text: `npm test${'\n'.repeat(40)}rm -rf ~/notes` });
    await chat.page.getByText('41 lines', { exact: true }).waitFor();
    await chat.page.getByText('Allow waits until you have seen the last line.').waitFor();
    assert.equal(await allow().getAttribute('aria-disabled'), 'true');
    const why = await allow().getAttribute('aria-describedby');
    assert.equal(
      await chat.page.locator(`#${why}`).innerText(),
      'Allow waits until you have seen the last line.',
    );
    // A slow machine must not take the half second for over.
    await chat.freeze();
    await chat.tell({ type: 'request/answer', answer: 'allow' });
    assert.equal(await chat.page.getByRole('button', { name: '+37 lines' }).count(), 0, 'it is unfolded');
    for (let presses = 0; presses < 20; presses += 1) {
      if ((await allow().getAttribute('aria-disabled')) === null) break;
      assert.deepEqual(await chat.wishesOf('permission/answer'), []);
      await chat.tell({ type: 'request/answer', answer: 'allow' });
    }
    assert.ok(await inSight('.ask .text-end'), 'the end is in sight');
    assert.match((await chat.page.getByRole('status').textContent()) ?? '', /^You have seen the last line\./);
    // A key that is held down goes no further.
    await chat.tell({ type: 'request/answer', answer: 'allow' });
    assert.deepEqual(await chat.wishesOf('permission/answer'), []);
    await chat.settled();
    await chat.tell({ type: 'request/answer', answer: 'allow' });
    await chat.wished({ type: 'permission/answer', id: 'p1', decision: 'allow-once' });
  });

  it('unfolds in place by its button, which hands the focus to the text', async () => {
    await show({ ...plain, text: 'echo x\n'.repeat(8).trim() });
    const [before] = [await allow().boundingBox()];
    await chat.page.getByRole('button', { name: '+4 lines' }).click();
    assert.equal(await chat.focused(), 'Command');
    assert.deepEqual(await allow().boundingBox(), before, 'the buttons stay');
    assert.equal(await allow().getAttribute('aria-disabled'), null, 'all of it is in sight');
  });

  it('waits for the end of one line that wraps, and says nothing where all can be seen', async () => {
    await show({ ...plain, text: `echo ${'word '.repeat(300)}; rm -rf ~` });
    assert.equal(await allow().getAttribute('aria-disabled'), 'true');
    await show({ ...plain, text: 'a\nb\nc\nd\ne\nf' });
    assert.equal(await allow().getAttribute('aria-disabled'), null);
    assert.equal(await chat.page.getByText('Allow waits until').count(), 0);
  });

  it('waits with the wider ways to allow and with an edited command too', async () => {
    await show({ ...shellRequest, text: `npm test${'\n'.repeat(60)}rm -rf ~/notes` });
    await chat.page.getByRole('button', { name: 'More ways to allow' }).click();
    for (const item of await chat.page.getByRole('menuitem', { name: /^Allow/ }).all()) {
      assert.equal(await item.getAttribute('aria-disabled'), 'true');
      await item.click({ force: true });
    }
    await chat.page.keyboard.press('Escape');
    await show({ ...shellRequest, text: `npm test${'\n'.repeat(60)}rm -rf ~/notes` });
    await chat.page.getByRole('button', { name: 'Edit command before allowing' }).click();
    assert.equal(
      await chat.page.locator('.cmd').evaluate((area) => area.scrollTop),
      0,
      'it begins at its beginning',
    );
    await chat.page.keyboard.type('sudo ');
    // Also when there was all the time that a card needs.
    await chat.pass(1000);
    await chat.page.keyboard.press('Control+Enter');
    await chat.page.keyboard.press('Control+Enter');
    for (const kind of ['permission/answer', 'permission/allowScope', 'permission/edit'] as const)
      assert.deepEqual(await chat.wishesOf(kind), []);
  });

  it('waits for the end of a diff, and names what hides in it', async () => {
    const lines = Array.from({ length: 60 }, (_, index) => `+line ${index}\u200b`).join('\n');
    await chat.load();
    const diff = `--- a/x\n+++ b/x\n@@ -0,0 +1,60 @@\n${lines}\n`;
    await chat.show(viewState({ turns: [turn()], requests: [{ ...writeRequest, diff }] }));
    await chat.settled();
    assert.equal(await allow().getAttribute('aria-disabled'), 'true');
    await chat.page.getByText(/^60 hidden characters/).waitFor();
    // What waits is pressed all the same.
    await allow().click({ force: true });
    assert.deepEqual(await chat.wishesOf('permission/answer'), []);
  });

  it('shows where a path leads, and says why it asks', async () => {
    await chat.load();
    const request = { ...writeRequest, target: '/etc/cron.d/x\u202e', reason: 'moved' } as const;
    await chat.show(viewState({ turns: [turn()], requests: [request] }));
    assert.equal(await chat.page.locator('.ask .leads').innerText(), 'Leads to /etc/cron.d/xU+202E');
    await chat.page.getByText('It is not where it seems to be, so this is asked every time.').waitFor();
    for (const [reason, words] of [
      ['secret', 'It can hold secrets, so this is asked every time.'],
      ['steers', 'It runs or steers things later, so this is asked every time.'],
      ['moved', 'It is not where it seems to be, so this is asked every time.'],
    ] as const) {
      await chat.show(viewState({ requests: [{ ...writeRequest, reason }] }));
      await chat.page.getByText(words).waitFor();
    }
  });

  it('says in the transcript how long the command is that waits, never only how it begins', async () => {
    const text = `npm test${'\n'.repeat(44)}rm -rf ~/notes`;
    const step = call({
      id: 'w',
      tool: 'shell',
      name: 'bash',
      subject: 'npm test …',
      input: text,
      intention: 'Run the tests',
      state: 'waiting',
      durationMs: undefined,
    });
    await chat.load();
    await chat.show(viewState({ turns: [turn({ items: [step] })] }));
    const line = chat.page.locator('.step[data-item=w] .what');
    assert.equal(await line.innerText(), 'Run a command of 45 lines');
    await line.click();
    await chat.page
      .locator('.step[data-item=w] .note', { hasText: 'The agent says: “Run the tests”' })
      .waitFor();
  });

  it('names what hides in code of an answer, in its words and in the address of a link', async () => {
    await chat.load();
    const text = 'So\u202e `r\u200bm`, [here](https://a.example/\u200bb):\n\n```sh\nls # \u202e x\n```\n';
    await chat.show(viewState({ turns: [turn({ items: [answer(text, false)] })] }));
    const boxes = chat.page.locator('.answer .esc');
    assert.deepEqual(await boxes.allInnerTexts(), ['U+202E', 'U+200B', 'U+202E']);
    await chat.page.locator('figure', { hasText: '1 hidden character can make it read' }).waitFor();
    const title = await chat.page.getByRole('link', { name: 'here' }).getAttribute('title');
    assert.equal(title, 'https://a.example/[U+200B]b');
  });

  it('has its command and its buttons in sight in a window that is very low', async () => {
    await show({ ...plain, text: 'npm test\n'.repeat(5).trim() }, { width: 500, height: 190 });
    const footer = await chat.page.locator('.ask > footer').boundingBox();
    assert.ok(footer && footer.y + footer.height <= 190 && footer.y >= 0, 'the buttons are in sight');
    const well = await command().boundingBox();
    assert.ok(well && footer && footer.y - well.y >= 36, 'two lines of the command are above them');
  });

  for (const width of [300, 700])
    for (const height of [220, 280, 310, 340, 380, 430, 500]) {
      it(`shows two lines of its command above its buttons in a window of ${width} by ${height}, whatever else is there`, async () => {
        await chat.load({ width, height });
        const waiting = (id: string) => ({ id, text: 'And then the order page', attachments: [] });
        await chat.show(
          viewState({
            turns: [turn()],
            todos: [{ id: '1', title: 'Keep prices in cents', state: 'active' }],
            queue: { messages: [waiting('q1'), waiting('q2'), waiting('q3')], isPaused: false },
            requests: [
              {
                ...shellRequest,
                text: 'npm test\n'.repeat(9).trim(),
                warning: 'It was said to be risky. '.repeat(3),
              },
            ],
          }),
        );
        await chat.settled();
        const view = { top: 0, bottom: height };
        const footer = await chat.page.locator('.ask > footer').boundingBox();
        const allowed = await allow().boundingBox();
        assert.ok(
          allowed && allowed.y >= view.top && allowed.y + allowed.height <= view.bottom,
          'Allow once is in sight',
        );
        const seen = await command().evaluate((well) => {
          const own = well.getBoundingClientRect();
          const body = well.closest('.body')?.getBoundingClientRect() ?? own;
          return { top: Math.max(own.top, body.top, 0), bottom: Math.min(own.bottom, body.bottom) };
        });
        assert.ok(
          footer && Math.min(seen.bottom, footer.y) - seen.top >= 36,
          `two lines of the command are seen, not ${JSON.stringify(seen)}`,
        );
      });
    }
});
