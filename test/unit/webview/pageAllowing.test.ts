import assert from 'node:assert/strict';
import { shellRequest, turn, viewState } from '../../support/page/states';
import { usePage } from '../../support/page/usePage';

describe('Allowing a request on the page', function () {
  this.timeout(30_000);
  const chat = usePage();

  it('is allowed once, and gone at once', async () => {
    await chat.load();
    await chat.show(viewState({ turns: [turn()], requests: [shellRequest] }));
    await chat.page.getByRole('heading', { name: 'Run a command' }).waitFor();
    assert.equal(await chat.page.locator('.ask .codicon-warning').count(), 0, 'nothing speaks against it');
    await chat.settled();
    await chat.page.getByRole('button', { name: 'Allow once' }).click();
    await chat.wished({ type: 'permission/answer', id: 'p1', decision: 'allow-once' });
    assert.equal(await chat.page.getByRole('heading', { name: 'Run a command' }).count(), 0);
  });

  it('says what speaks for a second look, the gravest first', async () => {
    await chat.load();
    const request = {
      ...shellRequest,
      text: 'sudo rm -rf build',
      concerns: ['escalates', 'removes'] as const,
    };
    await chat.show(viewState({ turns: [turn()], requests: [request] }));
    const hints = await chat.page
      .locator('.hints li', { has: chat.page.locator('.codicon-warning') })
      .allInnerTexts();
    assert.deepEqual(hints, [
      'It runs with the rights of another user.',
      'It can delete or overwrite files.',
    ]);
  });

  it('ignores what comes in its first half second', async () => {
    await chat.load();
    await chat.freeze();
    await chat.show(viewState({ turns: [turn()], requests: [shellRequest] }));
    await chat.tell({ type: 'request/answer', answer: 'allow' });
    assert.deepEqual(await chat.wishesOf('permission/answer'), []);
    await chat.settled();
    await chat.tell({ type: 'request/answer', answer: 'deny' });
    assert.equal((await chat.wish('permission/answer')).decision, 'deny');
  });

  it('is allowed for the session in the opened card', async () => {
    await chat.load();
    await chat.show(viewState({ turns: [turn()], requests: [shellRequest] }));
    await chat.settled();
    await chat.page.getByRole('button', { name: 'More ways to allow' }).click();
    await chat.page.getByText('Kept in memory, ends with this session.').waitFor();
    await chat.page
      .getByRole('group', { name: 'Command', exact: true })
      .getByText('npm test -- cart')
      .waitFor();
    await chat.page.keyboard.press('ArrowDown');
    await chat.page.keyboard.press('Enter');
    await chat.wished({ type: 'permission/allowScope', id: 'p1', scope: '0' });
  });

  it('is forbidden for good in the same menu, which denies it too', async () => {
    await chat.load();
    await chat.show(viewState({ turns: [turn()], requests: [shellRequest] }));
    await chat.settled();
    await chat.page.getByRole('button', { name: 'More ways to allow' }).click();
    await chat.page.getByRole('menuitem', { name: /^Never npm test in any folder/ }).click();
    await chat.wished({ type: 'permission/denyAlways', id: 'p1', denial: '1' });
  });

  it('says what a rule would have allowed, with the list, before it is saved', async () => {
    await chat.load();
    await chat.show(viewState({ turns: [turn()], requests: [shellRequest] }));
    await chat.settled();
    await chat.page.getByRole('button', { name: 'More ways to allow' }).click();
    const folder = chat.page.getByRole('menuitem', {
      name: /^Allow npm test with known options in this folder/,
    });
    assert.match(
      (await folder.textContent()) ?? '',
      /Saved for shop until you revoke it\..*It would have allowed 12 of your last 40 requests\. You had denied 1 of those\./,
    );
    await chat.page.getByRole('menuitem', { name: 'Show those 12 requests' }).click();
    const list = chat.page.getByRole('list', { name: 'Requests that it would have allowed' });
    assert.equal(await list.getByRole('listitem').count(), 12);
    await list.getByText('You had denied it.').waitFor();
    await folder.click();
    assert.equal((await chat.wish('permission/allowScope')).scope, '1');
  });

  it('can have its command edited, and says what becomes of that', async () => {
    await chat.load();
    await chat.show(viewState({ turns: [turn()], requests: [shellRequest] }));
    await chat.settled();
    await chat.page.getByRole('button', { name: 'Edit command before allowing' }).click();
    await chat.page.getByText('The request is denied and the agent is asked to run your version.').waitFor();
    const use = chat.page.getByRole('button', { name: 'Use my version' });
    assert.ok(await use.isDisabled(), 'nothing is changed yet');
    await chat.page.keyboard.press('End');
    await chat.page.keyboard.type(' --reporter dot');
    await chat.page.getByText('In shop, edited by you').waitFor();
    await use.click();
    await chat.wished({ type: 'permission/edit', id: 'p1', command: 'npm test -- cart --reporter dot' });
  });

  it('allows what stands on the card: the allow key takes the edited command, not the old one', async () => {
    await chat.load();
    await chat.show(viewState({ turns: [turn()], requests: [shellRequest] }));
    await chat.settled();
    await chat.page.getByRole('button', { name: 'Edit command before allowing' }).click();
    await chat.tell({ type: 'request/answer', answer: 'allow' });
    assert.deepEqual(await chat.wishesOf('permission/answer'), []);
    await chat.page.keyboard.type(' --bail');
    await chat.tell({ type: 'request/answer', answer: 'allow' });
    assert.equal((await chat.wish('permission/edit')).command, 'npm test -- cart --bail');
    assert.deepEqual(await chat.wishesOf('permission/answer'), []);
  });
});
