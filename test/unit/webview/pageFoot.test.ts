import assert from 'node:assert/strict';
import type { PageOptions } from '../../support/page/chatPage';
import { modelMenu, usageDetails } from '../../support/page/footScenes';
import { foot, turn, viewState } from '../../support/page/states';
import { usePage } from '../../support/page/usePage';

describe('The composer’s foot', function () {
  this.timeout(30_000);
  const chat = usePage();

  const done = turn({ state: 'done', endedAt: turn().startedAt + 5000 });

  async function show(patch: Parameters<typeof viewState>[0] = {}, options?: PageOptions): Promise<void> {
    await chat.load(options);
    await chat.show(viewState({ turns: [done], ...patch }));
  }

  const press = (key: string) => chat.page.keyboard.press(key);
  const button = (name: string) => chat.page.getByRole('button', { name, exact: true });
  const menu = () => chat.page.getByRole('menu');

  async function focusedItem(): Promise<string> {
    return chat.page.evaluate(() => document.activeElement?.getAttribute('data-label') ?? '');
  }

  async function openModels(): Promise<void> {
    await button('Model: GPT-5.2 Medium effort').click();
    await chat.wish('models/load');
    await chat.tell({ type: 'models/changed', menu: modelMenu });
  }

  it('marks the mode that asks nothing, and no other, in the colour of warnings', async () => {
    await chat.load();
    for (const [permissionMode, name] of [
      ['allow-reads', 'Ask before changes'],
      ['allow-all', 'Allow everything'],
    ] as const) {
      await chat.show(viewState({ composer: { ...viewState().composer, permissionMode } }));
      const pick = chat.page.getByRole('button', { name: `Permissions: ${name}` });
      const edge = await pick.evaluate((one) => getComputedStyle(one).boxShadow);
      assert.equal(edge === 'none', permissionMode === 'allow-reads', edge);
    }
  });

  it('shows Copilot’s and the own models in one list, with their limits', async () => {
    await show();
    await openModels();
    const names = (await menu().getByRole('menuitemradio').allInnerTexts()).slice(4);
    assert.deepEqual(
      names.slice(0, 6).map((text) => text.split('\n').filter(Boolean)),
      [
        ['Auto', 'Copilot chooses for each message.'],
        ['GPT-5.2', '128k · images · 1×'],
        ['Claude Opus', '200k · images · 10×'],
        ['Grok', '1.5M · 0×', 'Switched off by the policy of your organisation.'],
        ['qwen-coder', '32k'],
        ['Demo model', 'A script on this machine, not an AI.'],
      ],
    );
    assert.equal(
      await menu()
        .getByRole('menuitemradio', { name: /^GPT-5.2/ })
        .getAttribute('aria-checked'),
      'true',
    );
    await menu()
      .getByRole('menuitem', { name: /The provider lists no other models/ })
      .waitFor();
  });

  it('is chosen from with arrows and Enter, and gives the focus back', async () => {
    await show();
    await button('Mode: Agent').focus();
    await press('ArrowDown');
    assert.equal(await focusedItem(), 'Agent');
    await press('ArrowDown');
    await press('ArrowDown');
    await press('ArrowDown');
    assert.equal(await focusedItem(), 'Agent', 'goes round');
    await press('End');
    assert.equal(await focusedItem(), 'Autopilot');
    await press('Home');
    await press('ArrowDown');
    await press('Enter');
    await chat.wished({ type: 'mode/choose', mode: 'plan' });
    await menu().waitFor({ state: 'detached' });
    assert.equal(await chat.focused(), 'Mode: Agent');
  });

  it('is opened by /model with the focus on the model in use, and leaves it at the foot', async () => {
    await show();
    await chat.tell({ type: 'models/changed', menu: modelMenu });
    await chat.composer.focus();
    await chat.tell({ type: 'foot/open', what: 'model' });
    await menu().waitFor();
    await chat.wish('models/load');
    await chat.page.waitForFunction(() => document.activeElement?.getAttribute('data-label') === 'GPT-5.2');
    await press('Escape');
    await menu().waitFor({ state: 'detached' });
    assert.equal(await chat.focused(), 'Model: GPT-5.2 Medium effort');
  });

  it('is opened by the first /model with the focus on the list that comes, unless one has moved on', async () => {
    for (const moves of [false, true]) {
      await show();
      await chat.composer.focus();
      await chat.tell({ type: 'foot/open', what: 'model' });
      await menu().waitFor();
      await chat.tell({ type: 'models/changed', menu: { isLoading: true, groups: [] } });
      await menu().getByText('Looking for models').waitFor();
      assert.equal(await focusedItem(), 'Looking for models');
      if (moves) await press('ArrowDown');
      await chat.tell({ type: 'models/changed', menu: modelMenu });
      await menu().getByText('Claude Opus').waitFor();
      assert.equal(await focusedItem(), moves ? 'Use your own key or a local model…' : 'GPT-5.2');
    }
  });

  it('goes to the entry that begins with the letters typed', async () => {
    await show();
    await openModels();
    await press('c');
    assert.equal(await focusedItem(), 'Claude Opus');
    await chat.pass(1000);
    await press('q');
    assert.equal(await focusedItem(), 'qwen-coder');
    await chat.pass(1000);
    await chat.page.keyboard.type('use t');
    assert.equal(await focusedItem(), 'Use this choice for new sessions');
    await press(' ');
    await chat.pass(1000);
    await press('Enter');
    await chat.wish('choices/makeDefault');
    assert.deepEqual(await chat.wishesOf('prompt/submit'), []);
  });

  it('shows what may not be allowed, and by whose word, and does not take it', async () => {
    const whose = {
      organization: 'Set by your organization.',
      setting: 'Not offered: flightdeck.permissionLimit says so.',
    } as const;
    for (const by of ['organization', 'setting'] as const) {
      const composer = {
        ...viewState().composer,
        foot: { ...foot, permissionLimit: { most: 'allow-reads', by } as const },
      };
      await show({ composer });
      await button('Permissions: Ask before changes').click();
      const all = menu().getByRole('menuitemradio', { name: 'Allow everything' });
      await all.getByText(whose[by]).waitFor();
      assert.equal(await all.getAttribute('aria-disabled'), 'true');
      await all.click({ force: true });
      assert.deepEqual(await chat.wishesOf('permissionMode/choose'), []);
      await menu().getByRole('menuitemradio', { name: 'Ask every time' }).click();
      assert.equal((await chat.wish('permissionMode/choose')).mode, 'ask');
    }
  });

  it('closes with Escape without stopping the turn, and the focus is where it was', async () => {
    await show({ turns: [turn()] });
    await button('Permissions: Ask before changes').click();
    await press('Escape');
    await menu().waitFor({ state: 'detached' });
    assert.equal(await chat.focused(), 'Permissions: Ask before changes');
    assert.deepEqual(await chat.wishesOf('turn/stop'), []);
    await press('Escape');
    await chat.wish('turn/stop');
  });

  it('closes when the focus or a click goes elsewhere, which keeps what it got', async () => {
    await show();
    await button('Mode: Agent').click();
    await press('Tab');
    await menu().waitFor({ state: 'detached' });
    assert.equal(await chat.focused(), 'Model: GPT-5.2 Medium effort');
    await press('ArrowUp');
    await menu().waitFor();
    await chat.page.getByRole('textbox', { name: 'Message to Copilot' }).click();
    await menu().waitFor({ state: 'detached' });
    assert.equal(await chat.focused(), 'Message to Copilot');
  });

  it('keeps the focus when the list comes while the menu is open', async () => {
    await show();
    await button('Model: GPT-5.2 Medium effort').click();
    await press('End');
    assert.equal(await focusedItem(), 'Use this choice for new sessions');
    await chat.tell({ type: 'models/changed', menu: modelMenu });
    assert.equal(await focusedItem(), 'Use this choice for new sessions');
  });

  it('chooses a model, an effort and what needs no question', async () => {
    await show();
    await openModels();
    await menu()
      .getByRole('menuitemradio', { name: /^Claude Opus/ })
      .click();
    await chat.wished({ type: 'model/choose', source: 'github', id: 'claude-opus' });
    await openModels();
    await menu().getByRole('menuitemradio', { name: 'High' }).click();
    assert.equal((await chat.wish('effort/choose')).effort, 'high');
    await button('Permissions: Ask before changes').click();
    await menu()
      .getByRole('menuitemradio', { name: /^Allow everything/ })
      .click();
    assert.equal((await chat.wish('permissionMode/choose')).mode, 'allow-all');
  });

  it('offers nothing that cannot be had, and says why', async () => {
    await show({ turns: [turn()] });
    await openModels();
    const other = menu().getByRole('menuitemradio', { name: /^qwen-coder/ });
    assert.match(await other.innerText(), /Stop the turn first/);
    await other.click({ force: true });
    await menu().getByRole('menuitemradio', { name: /^Grok/ }).click({ force: true });
    assert.deepEqual(await chat.wishesOf('model/choose'), []);
    await menu().waitFor();
    const composer = {
      ...viewState().composer,
      foot: {
        ...foot,
        hasModes: false,
        cliVersion: '0.0.411',
        efforts: { kind: 'none', why: 'model' } as const,
      },
    };
    await show({ composer });
    await button('Mode: Agent').click();
    assert.equal(await menu().getByRole('menuitemradio').count(), 1);
    await menu().getByText('The connected CLI 0.0.411 has none. Update it.').waitFor();
    await press('Escape');
    await button('Model: GPT-5.2').click();
    await menu().getByText('This model has no effort to choose.').waitFor();
  });

  it('opens the context with what fills it, the heaviest of it and the cost', async () => {
    await show();
    await button('Context: 34% used, 43,500 of 128,000 tokens').click();
    const panel = chat.page.getByRole('dialog', { name: 'Context' });
    await panel.getByText('Counting tokens').waitFor();
    await chat.wish('usage/load');
    await chat.tell({ type: 'usage/details', details: usageDetails });
    const text = await panel.innerText();
    for (const words of [
      'System prompt',
      '5,100',
      'Conversation',
      '29,900',
      'Kept free for the answer',
      '69,100',
    ])
      assert.ok(text.includes(words), words);
    assert.match(text, /Tool result: > shop@1.0.0 test > mocha cart\s*6,200/);
    assert.match(text, /Last turn\s*1.2 credits\s*5 requests · 201k in, 3k out/);
    assert.match(text, /Session\s*4.6 credits/);
    await panel.getByRole('button', { name: 'Compact now' }).click();
    await chat.wish('context/compact');
    await panel.waitFor({ state: 'detached' });
    assert.match(await chat.focused(), /^Context: 34%/);
  });

  it('is opened by the palette’s command, with the focus in it, and closed with Escape', async () => {
    await show();
    await chat.tell({ type: 'foot/open', what: 'context' });
    const panel = chat.page.getByRole('dialog', { name: 'Context' });
    await panel.waitFor();
    assert.equal(await panel.evaluate((element) => element === document.activeElement), true);
    await press('Tab');
    assert.equal(await chat.focused(), 'Close');
    await press('Escape');
    await panel.waitFor({ state: 'detached' });
    assert.match(await chat.focused(), /^Context: 34%/);
  });

  it('cannot compact while a turn runs, and says so', async () => {
    await show({ turns: [turn()] });
    await button('Context: 34% used, 43,500 of 128,000 tokens').click();
    const panel = chat.page.getByRole('dialog', { name: 'Context' });
    assert.equal(await panel.getByRole('button', { name: 'Compact now' }).isDisabled(), true);
    await panel.getByText('Stop the turn first.').waitFor();
  });

  it('leaves a notice of what a compaction took out, with the summary when asked', async () => {
    const values = {
      before: 84_200,
      after: 12_300,
      messages: 31,
      summary: 'The **cart** keeps cents.',
      trigger: 'x',
    };
    const notice = { code: 'compacted', severity: 'info', values, actions: [] } as const;
    await show({ turns: [{ ...done, items: [{ kind: 'notice', id: 'n', notice }] }] });
    await chat.page
      .getByRole('heading', { name: 'The conversation was compacted: 84k → 12k tokens' })
      .waitFor();
    await chat.page.getByText('31 earlier messages').waitFor();
    assert.equal(await chat.page.getByText('keeps cents').count(), 0);
    await chat.page.getByText('Summary for the agent').click();
    assert.equal(await chat.page.locator('.notice strong').innerText(), 'cart');
  });

  it('says at the end of a turn what it took', async () => {
    const spent = { requests: 2, inputTokens: 24_800, outputTokens: 200, cachedTokens: 0 };
    const answer = { kind: 'answer', id: 'a', text: 'Done.', isStreaming: false } as const;
    await show({ turns: [{ ...done, spent, items: [answer] }] });
    await chat.page.getByText('25k tokens').waitFor();
    await chat.tell({ type: 'turn/changed', turnId: done.id, patch: { spent: { ...spent, credits: 1.24 } } });
    await chat.page.getByText('1.2 credits').waitFor();
  });

  it('works from right to left', async () => {
    await show({}, { dir: 'rtl', width: 300 });
    await openModels();
    const [menuBox, page] = [await menu().boundingBox(), chat.page.viewportSize()];
    assert.ok(
      menuBox && page && menuBox.x >= 0 && menuBox.x + menuBox.width <= page.width,
      JSON.stringify(menuBox),
    );
  });

  describe('has the sandbox below the permission modes', () => {
    const { composer } = viewState();
    const sandboxed = (sandbox: NonNullable<typeof foot.sandbox>) =>
      show({ composer: { ...composer, foot: { ...foot, sandbox } } });
    const sandboxSwitch = () => menu().getByRole('menuitemcheckbox');
    const open = async () => {
      await button('Permissions: Ask before changes').click();
      await chat.wish('sandbox/look');
    };

    it('as a switch of its own, with what it means', async () => {
      await sandboxed({ state: 'off', system: 'debian', hosts: [] });
      await open();
      assert.equal(await sandboxSwitch().getAttribute('aria-checked'), 'false');
      assert.match(await sandboxSwitch().innerText(), /shop is writable, the network is off\./);
      await press('End');
      await press('ArrowUp');
      await press('Enter');
      await chat.wished({ type: 'sandbox/choose', isOn: true });
    });

    it('and in words of the foot while it is on', async () => {
      await sandboxed({ state: 'on', system: 'debian', hosts: ['a.example', 'b.example'] });
      const word = chat.page.getByRole('img', { name: /^Sandbox\. shop is writable, 2 hosts are reached/ });
      assert.equal((await word.innerText()).trim(), 'Sandbox');
      await open();
      await sandboxSwitch().click();
      await chat.wished({ type: 'sandbox/choose', isOn: false });
      await open();
      await menu().getByRole('menuitem', { name: 'Folders and hosts of the sandbox' }).click();
      await chat.wish('sandbox/settings');
    });

    for (const [system, words] of [
      ['debian', 'Install it first: sudo apt install bubblewrap'],
      ['fedora', 'Install it first: sudo dnf install bubblewrap'],
      ['arch', 'Install it first: sudo pacman -S bubblewrap'],
      ['linux', 'Install the package bubblewrap first.'],
    ] as const)
      it(`and says what to install on ${system}, where it cannot be switched on`, async () => {
        await sandboxed({ state: 'off', system, hosts: [], lack: 'no-backend' });
        await open();
        assert.ok((await sandboxSwitch().innerText()).includes(words));
        await sandboxSwitch().click({ force: true });
        await sandboxSwitch().focus();
        await press('Enter');
        assert.deepEqual(await chat.wishesOf('sandbox/choose'), []);
      });

    it('and where none was ever seen, or the CLI has none', async () => {
      await sandboxed({ state: 'off', system: 'win32', hosts: [], lack: 'system' });
      await open();
      assert.match(await sandboxSwitch().innerText(), /Not available on this system\./);
      await sandboxed({ state: 'off', system: 'debian', hosts: [], lack: 'old-cli' });
      await open();
      assert.match(await sandboxSwitch().innerText(), /The connected CLI has no sandbox\. Update it\./);
    });

    it('and says in the foot when what was wanted is not there', async () => {
      await sandboxed({ state: 'broken', system: 'debian', hosts: [] });
      await chat.page.getByRole('img', { name: /^No sandbox\. A command was not confined/ }).waitFor();
    });
  });
});
