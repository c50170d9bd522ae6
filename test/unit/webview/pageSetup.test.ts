import assert from 'node:assert/strict';
import { chooseModel, NOON, turn, viewState } from '../../support/page/states';
import { usePage } from '../../support/page/usePage';

describe('The ways on that the page offers', function () {
  this.timeout(30_000);
  const chat = usePage();

  it('offers the three ways to a model', async () => {
    await chat.load();
    await chat.show(viewState({ setup: chooseModel }));
    for (const name of [
      /^Sign in to GitHub/,
      'Use Ollama on port 11434',
      'Enter base URL and key',
      /^Try the demo model/,
    ])
      await chat.page.getByRole('button', { name }).click();
    await chat.page.getByText('Ollama answered with 3 models. LM Studio is not running.').waitFor();
    const wished = (await chat.wishes()).filter((wish) => wish.type.startsWith('setup/'));
    assert.deepEqual(wished, [
      { type: 'setup/signIn' },
      { type: 'setup/useLocal', server: 'Ollama' },
      { type: 'setup/useOwnKey' },
      { type: 'setup/useDemo' },
    ]);
  });

  it('offers the install command when there is no CLI', async () => {
    await chat.load();
    const command = 'npm install -g @github/copilot';
    await chat.show(viewState({ setup: { kind: 'cli-not-found', command, configured: undefined } }));
    await chat.page.getByText(command).waitFor();
    await chat.page.getByRole('button', { name: 'Install in terminal' }).click();
    await chat.page.getByRole('button', { name: 'Choose file' }).click();
    await chat.page.getByRole('button', { name: 'Look again' }).click();
    const wished = (await chat.wishes()).map((wish) => wish.type).filter((type) => type.startsWith('setup/'));
    assert.deepEqual(wished, ['setup/installCli', 'setup/chooseCli', 'setup/restart']);
    // One that is installed is not looked for as long as a path is given.
    await chat.show(viewState({ setup: { kind: 'cli-not-found', command, configured: '/opt/copilot' } }));
    await chat.page.getByText('Correct the path, or clear it and install the CLI once:').waitFor();
  });

  it('says why the CLI does not run, and offers another file only where that may help', async () => {
    await chat.load();
    const [path, anyFile] = ['/opt/copilot', ['Try again', 'Choose file', 'Show log']];
    const reasons = {
      spawn: ['The CLI could not be started', anyFile],
      exited: ['The CLI ended at once', anyFile],
      protocol: ['The CLI speaks another protocol', anyFile],
      ended: ['The CLI ended', ['Try again', 'Show log']],
      'crash-loop': ['The CLI keeps ending', ['Try again', 'Show log']],
      unreachable: ['The CLI does not answer', ['Try again', 'Show log']],
      elsewhere: ['Your key stays on this machine', ['Try again', 'Show log']],
    } as const;
    for (const [reason, [name, ways]] of Object.entries(reasons)) {
      // The keys of the table are reasons.
      const setup = { kind: 'cli-failed', reason: reason as keyof typeof reasons, path, detail: '' } as const;
      await chat.show(viewState({ setup }));
      const card = chat.page.getByRole('region', { name, exact: true });
      await card.waitFor();
      assert.deepEqual(await card.getByRole('button').allInnerTexts(), [...ways], reason);
    }
  });

  it('offers the ways out of a failure, and the model and permission lists', async () => {
    await chat.load();
    const notice = {
      code: 'key-refused',
      severity: 'error',
      actions: ['change-key', 'retry', 'show-log'],
      values: { provider: 'api.example.com', status: 401 },
    } as const;
    await chat.show(
      viewState({ turns: [turn({ state: 'failed', items: [{ kind: 'notice', id: 'n', notice }] })] }),
    );
    await chat.page.getByRole('heading', { name: 'The provider refused the key (401)' }).waitFor();
    for (const name of ['Change key', 'Try again', 'Show log'])
      await chat.page.getByRole('button', { name }).click();
    const acts = (await chat.wishesOf('notice/act')).map((wish) => wish.action);
    assert.deepEqual(acts, ['change-key', 'retry', 'show-log']);
  });

  it('says that the key was changed, and offers nothing of a failure that a later turn has left behind', async () => {
    await chat.load();
    const actions = ['change-key', 'retry', 'show-log'] as const;
    const notice = { code: 'key-refused', severity: 'error', actions, values: {} } as const;
    const failed = turn({ state: 'failed', endedAt: NOON, items: [{ kind: 'notice', id: 'n', notice }] });
    const composer = (keyChangedAt: number) => ({ ...viewState().composer, keyChangedAt });
    const card = chat.page.getByRole('region', { name: /refused the key/ });
    const offered = () =>
      card
        .locator('.acts button')
        .evaluateAll((all) => all.map((one) => [one.textContent, one.classList.contains('main')]));
    await chat.show(viewState({ turns: [failed], composer: composer(NOON - 1) }));
    await card.waitFor();
    assert.deepEqual(await offered(), [
      ['Change key', true],
      ['Try again', false],
      ['Show log', false],
    ]);
    await chat.show(viewState({ turns: [failed], composer: composer(NOON + 1) }));
    await card.getByText('The key was changed since.').waitFor();
    assert.deepEqual(await offered(), [
      ['Try again', true],
      ['Change key', false],
      ['Show log', false],
    ]);
    await chat.tell({ type: 'turn/added', turn: turn({ id: 't2', prompt: 'Next' }) });
    await card.getByText('The key was changed since.').waitFor({ state: 'detached' });
    assert.deepEqual(await offered(), [['Show log', false]]);
  });

  it('says once that the CLI ended in the middle of a turn, and which attempt it is when one is not enough', async () => {
    await chat.load();
    const ended = { code: 'cli-ended-restarting', severity: 'warning', actions: ['show-log'] } as const;
    const cut = turn({ state: 'interrupted', items: [{ kind: 'notice', id: 'n1', notice: ended }] });
    const restarting = (attempt: number) =>
      ({ kind: 'restarting', attempt, delayMs: 300 * attempt }) as const;
    const said = chat.page.getByRole('heading', { name: /^The CLI ended/ });
    await chat.show(viewState({ turns: [cut], setup: restarting(1) }));
    assert.deepEqual(await said.allTextContents(), ['The CLI ended while it was working']);
    await chat.tell({ type: 'setup/changed', setup: restarting(2) });
    assert.deepEqual(await said.allTextContents(), [
      'The CLI ended while it was working',
      'The CLI ended and is being started again',
    ]);
  });

  it('continues the last session from an empty one', async () => {
    await chat.load();
    const lastSession = {
      sessionId: 's0',
      title: 'Add discount codes',
      modifiedAt: Date.parse('2026-11-20T10:42:00Z'),
    };
    await chat.show(viewState({ lastSession }));
    await chat.page.getByRole('button', { name: 'Continue “Add discount codes” Idle since 10:42' }).click();
    await chat.wish('session/resumeLast');
  });

  it('begins with what is wrong in the file in the editor, and sends nothing yet', async () => {
    await chat.load();
    const path = '/shop/src/cart.ts';
    await chat.show(viewState({ problems: { path, name: 'cart.ts', count: 2 } }));
    await chat.page.getByRole('button', { name: /^Fix the 2 problems in cart\.ts/ }).click();
    await chat.wished({ type: 'context/pick', kind: 'problems', value: path, label: 'cart.ts' });
    assert.equal(await chat.composer.inputValue(), 'Fix the 2 problems in cart.ts');
    assert.equal(await chat.focused(), 'Message to Copilot');
    assert.deepEqual(await chat.wishesOf('prompt/submit'), []);
    await chat.composer.fill('Only the first one');
    await chat.tell({ type: 'problems/changed', problems: { path, name: 'cart.ts', count: 1 } });
    await chat.page.getByRole('button', { name: /^Fix the problem in cart\.ts/ }).click();
    assert.equal(await chat.composer.inputValue(), 'Only the first one');
    await chat.tell({ type: 'problems/changed', problems: undefined });
    assert.equal(await chat.page.getByRole('button', { name: /^Fix/ }).count(), 0);
  });
});
