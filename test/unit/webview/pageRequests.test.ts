import assert from 'node:assert/strict';
import { answer, shellRequest, turn, viewState, writeRequest } from '../../support/page/states';
import { usePage } from '../../support/page/usePage';

describe('A request on the page', function () {
  this.timeout(30_000);
  const chat = usePage();

  it('tells the host what is typed on a card, and shows it again when the page comes back', async () => {
    await chat.load();
    await chat.show(viewState({ requests: [shellRequest] }));
    await chat.page.getByRole('button', { name: 'Deny with a reason' }).click();
    const reason = chat.page.getByRole('textbox', { name: 'Reason for the agent' });
    await reason.fill('Not on a Friday');
    const { id, field, value } = await chat.wish('request/typed');
    assert.deepEqual([id, value], [shellRequest.id, 'Not on a Friday']);
    await chat.load();
    await chat.show(viewState({ requests: [shellRequest], typed: { [id]: { [field]: value } } }));
    assert.equal(await reason.inputValue(), 'Not on a Friday');
    assert.notEqual(await chat.focused(), 'Not on a Friday', 'the focus is not taken');
    await chat.page.waitForFunction(() => document.activeElement === document.body);
  });

  it('fills the card of a request that was asked before, and takes the words out of the message', async () => {
    await chat.load();
    await chat.show(viewState());
    await chat.composer.fill('Not on a Friday\nand more');
    const fields = { reason: 'Not on a Friday' };
    await chat.tell(
      { type: 'requests/changed', requests: [shellRequest] },
      { type: 'draft/taken', text: 'Not on a Friday' },
      { type: 'request/filled', id: shellRequest.id, fields },
    );
    const reason = chat.page.getByRole('textbox', { name: 'Reason for the agent' });
    assert.equal(await reason.inputValue(), 'Not on a Friday');
    assert.equal(await chat.composer.inputValue(), 'and more');
    assert.equal(await chat.focused(), 'Message to Copilot');
    await chat.tell({ type: 'draft/taken', text: 'and' });
    assert.equal(await chat.composer.inputValue(), 'and more', 'only what stands there whole');
  });

  it('keeps what was typed on it while one looks at another', async () => {
    await chat.load();
    await chat.show(viewState({ turns: [turn()], requests: [shellRequest, writeRequest] }));
    await chat.settled();
    await chat.page.getByRole('button', { name: 'Deny with a reason' }).click();
    await chat.page.keyboard.type('Use the copy');
    await chat.page.keyboard.press('Alt+PageDown');
    await chat.page.getByRole('heading', { name: 'Edit cart.ts' }).waitFor();
    await chat.page.keyboard.press('Alt+PageUp');
    assert.equal(
      await chat.page.getByRole('textbox', { name: 'Reason for the agent' }).inputValue(),
      'Use the copy',
    );
  });

  it('is denied with a reason', async () => {
    await chat.load();
    await chat.show(viewState({ turns: [turn()], requests: [shellRequest] }));
    await chat.settled();
    await chat.page.getByRole('button', { name: 'Deny with a reason' }).click();
    await chat.page.keyboard.type('Use the copy');
    await chat.page.getByRole('button', { name: 'Deny with reason' }).click();
    await chat.wished({ type: 'permission/answer', id: 'p1', decision: 'deny', reason: 'Use the copy' });
  });

  it('opens the field for a reason, and that for the command, by a key from anywhere', async () => {
    await chat.load();
    await chat.show(viewState({ turns: [turn()], requests: [shellRequest] }));
    await chat.settled();
    await chat.composer.focus();
    await chat.tell({ type: 'request/unfold', what: 'reason' });
    assert.equal(await chat.page.locator('#deny-reason:focus').count(), 1);
    await chat.page.keyboard.type('Use the copy');
    await chat.composer.focus();
    await chat.tell({ type: 'request/unfold', what: 'reason' });
    await chat.page.keyboard.type(' in src');
    await chat.page.keyboard.press('Control+Enter');
    await chat.wished({
      type: 'permission/answer',
      id: 'p1',
      decision: 'deny',
      reason: 'Use the copy in src',
    });
    await chat.show(viewState({ turns: [turn()], requests: [shellRequest] }));
    await chat.tell({ type: 'request/unfold', what: 'edit' });
    assert.equal(await chat.page.locator('.cmd:focus').inputValue(), 'npm test -- cart');
    const question = {
      kind: 'question',
      id: 'q',
      question: 'Which?',
      choices: [],
      allowsFreeform: true,
    } as const;
    await chat.show(viewState({ turns: [turn()], requests: [question, writeRequest] }));
    await chat.tell({ type: 'request/unfold', what: 'reason' });
    assert.equal(await chat.page.locator('#deny-reason').count(), 0, 'a question has no such field');
    await chat.page.keyboard.press('Alt+PageDown');
    await chat.tell({ type: 'request/unfold', what: 'edit' });
    assert.equal(await chat.page.locator('.cmd').count(), 0, 'a write has no command');
  });

  it('that is withdrawn goes, and that is said once', async () => {
    await chat.load();
    await chat.show(viewState({ turns: [turn()], requests: [shellRequest, writeRequest] }));
    await chat.tell({ type: 'requests/changed', requests: [writeRequest] });
    await chat.page.getByRole('heading', { name: 'Edit cart.ts' }).waitFor();
    assert.equal(await chat.page.getByRole('status').textContent(), 'No longer needed.');
  });

  it('keeps its buttons in their place while the answer grows, its ways open and others join it', async () => {
    await chat.load();
    const streaming = turn({ items: [answer('Line\n\n'.repeat(40), true)] });
    await chat.show(viewState({ turns: [streaming], requests: [shellRequest] }));
    const allow = chat.page.getByRole('button', { name: /^Allow once/ });
    const composer = chat.page.locator('.composer');
    const places = async () => [(await allow.boundingBox())?.y, (await composer.boundingBox())?.y];
    const before = await places();
    await chat.tell({ type: 'item/delta', turnId: 't1', itemId: 'answer', text: 'More\n\n'.repeat(40) });
    assert.deepEqual(await places(), before);
    await chat.tell({ type: 'requests/changed', requests: [shellRequest, writeRequest] });
    assert.deepEqual(await places(), before);
    await chat.page.getByRole('button', { name: 'More ways to allow' }).click();
    await chat.page.getByRole('menuitem', { name: 'Allow once' }).waitFor();
    assert.deepEqual(await places(), before);
  });

  it('has its buttons in sight in the smallest window, and scrolls what is between', async () => {
    await chat.load({ width: 300, height: 400 });
    const long = { ...shellRequest, text: 'npm test -- cart \\\n'.repeat(60) };
    await chat.show(viewState({ turns: [turn()], requests: [long] }));
    const inSight = (name: RegExp | string) =>
      chat.page
        .locator('.ask')
        .getByRole(name instanceof RegExp ? 'button' : 'heading', { name })
        .evaluate((one) => {
          const { top, bottom } = one.getBoundingClientRect();
          return top >= 0 && bottom <= window.innerHeight;
        });
    assert.ok(await inSight('Run a command'));
    assert.ok(await inSight(/^Allow once/));
    await chat.page.getByRole('button', { name: 'More ways to allow' }).click();
    assert.ok(await inSight(/^Allow once/));
    assert.equal(
      await chat.page.locator('.ask .btn kbd').filter({ visible: true }).count(),
      0,
      'keys give way',
    );
  });

  it('never takes the focus when it comes', async () => {
    await chat.load();
    await chat.show(viewState({ turns: [turn()] }));
    await chat.composer.click();
    await chat.tell({ type: 'requests/changed', requests: [shellRequest] });
    await chat.page.keyboard.type('still typing');
    assert.equal(await chat.composer.inputValue(), 'still typing');
    assert.equal(await chat.page.getByRole('status').textContent(), 'Waiting for you: Run a command.');
  });

  it('hands the focus to the next card, then to the composer', async () => {
    await chat.load();
    await chat.show(viewState({ turns: [turn()], requests: [shellRequest, writeRequest] }));
    await chat.page.getByText('1 of 2').waitFor();
    await chat.settled();
    await chat.page.getByRole('button', { name: 'Deny Alt+D' }).click();
    await chat.page.getByRole('heading', { name: 'Edit cart.ts' }).waitFor();
    assert.match(await chat.focused(), /^Allow once/);
    await chat.settled();
    await chat.page.keyboard.press('Enter');
    assert.equal(await chat.focused(), 'Message to Copilot');
    assert.deepEqual(
      (await chat.wishesOf('permission/answer')).map((wish) => wish.id),
      ['p1', 'p2'],
    );
  });

  it('shows the change of a write and opens it beside', async () => {
    await chat.load();
    await chat.show(viewState({ turns: [turn()], requests: [shellRequest, writeRequest] }));
    await chat.page.keyboard.press('Alt+PageDown');
    const change = chat.page.getByRole('group', { name: 'Proposed change in src/cart.ts' });
    assert.match((await change.textContent()) ?? '', /13\+ {2}return Math\.round/);
    await chat.page.getByRole('button', { name: 'Open diff beside' }).click();
    assert.equal((await chat.wish('permission/openDiff')).id, 'p2');
  });

  it('shows the keys of a Mac on a Mac', async () => {
    await chat.load({ platform: 'mac' });
    await chat.show(viewState({ turns: [turn()], requests: [shellRequest] }));
    await chat.page.getByText('⌃⌘A').waitFor();
  });

  it('that leads out of the sandbox says what that means, and lets its host in instead', async () => {
    const leaves = { refused: 'network', host: 'packages.example.com' } as const;
    const { scopes: _scopes, ...request } = { ...shellRequest, leaves };
    await chat.load();
    await chat.show(viewState({ turns: [turn()], requests: [request] }));
    await chat.settled();
    await chat.page.getByRole('heading', { name: 'Run outside the sandbox' }).waitFor();
    const hint =
      'The network is off in the sandbox. Outside, this command can reach any host and any file of yours. It starts again from the beginning.';
    await chat.page.getByText(hint).waitFor();
    assert.equal(await chat.page.getByRole('button', { name: 'Edit command before allowing' }).count(), 0);
    await chat.page.getByRole('button', { name: 'Allow packages.example.com' }).click();
    await chat.wished({ type: 'sandbox/allowHost', id: shellRequest.id });
    await chat.page.getByRole('button', { name: /^Run outside once/ }).click();
    await chat.wished({ type: 'permission/answer', id: shellRequest.id, decision: 'allow-once' });
  });
});
