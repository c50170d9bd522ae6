import assert from 'node:assert/strict';
import { folderOffer } from '../../support/page/noticeScenes';
import { answer, shellRequest, turn, viewState } from '../../support/page/states';
import { usePage } from '../../support/page/usePage';

describe('The chat page', function () {
  this.timeout(30_000);
  const chat = usePage();

  it('copies code and the answer, and puts code into the editor', async () => {
    await chat.load();
    await chat.show(
      viewState({ turns: [turn({ state: 'done', items: [answer('Run:\n\n```sh\nnpm test\n```')] })] }),
    );
    await chat.page.getByRole('button', { name: 'Copy code' }).click();
    assert.equal((await chat.wish('code/copy')).text, 'npm test');
    await chat.page.getByRole('button', { name: 'Copied' }).waitFor();
    await chat.page.getByRole('button', { name: 'Insert at cursor' }).click();
    assert.equal((await chat.wish('code/insert')).text, 'npm test');
    await chat.page.getByRole('button', { name: 'Copy answer' }).click();
    assert.equal((await chat.wish('code/copy')).text, 'Run:\n\n```sh\nnpm test\n```');
  });

  it('opens links of the model only through the host, and no picture at all', async () => {
    await chat.load();
    const text =
      '[site](https://a.example/x) [file](src/cart.ts#L12) [bad](javascript:alert(1)) ![chart](https://a.example/c.png) <img src=x onerror=alert(1)>';
    await chat.show(viewState({ turns: [turn({ state: 'done', items: [answer(text)] })] }));
    await chat.page.getByRole('link', { name: 'site' }).click();
    await chat.page.getByRole('link', { name: 'file' }).click();
    assert.equal((await chat.wish('link/open')).href, 'https://a.example/x');
    await chat.wished({ type: 'file/open', path: 'src/cart.ts', line: 12 });
    assert.equal(await chat.page.getByRole('link', { name: 'bad' }).count(), 0);
    assert.equal(await chat.page.locator('img').count(), 0);
    await chat.page.getByText('<img src=x onerror=alert(1)>').waitFor();
  });

  it('says that previewed code is not written yet, and what can become of it, as long as the preview is open', async () => {
    await chat.load();
    await chat.show(viewState({ proposal: { name: 'cart.ts', isNew: false } }));
    const notice = chat.page.getByRole('region', { name: 'Preview of cart.ts' });
    await notice.getByText('Nothing is written yet.').waitFor();
    await notice.getByRole('button', { name: 'Discard' }).click();
    await chat.wished({ type: 'proposal/answer', answer: 'discard' });
    await chat.tell({ type: 'proposal/changed', proposal: undefined });
    await notice.waitFor({ state: 'detached' });
    assert.equal(await chat.focused(), 'Message to Copilot', 'the focus does not go with the notice');
    await chat.tell({ type: 'proposal/changed', proposal: { name: 'new.ts', isNew: true } });
    await chat.page.getByRole('button', { name: 'Create file' }).click();
    await chat.wished({ type: 'proposal/answer', answer: 'apply' });
  });

  it('shows the settings of a folder whole before they can be used, and answers for these and no others', async () => {
    await chat.load();
    const text = Array.from({ length: 200 }, (_, line) => `Rule ${line}.`).join('\n');
    const entries = [
      ...folderOffer.entries.slice(0, 2),
      { key: 'systemMessage', text, replaces: true } as const,
    ];
    await chat.show(viewState({ folderSettings: { ...folderOffer, entries } }));
    const offer = chat.page.getByRole('region', { name: 'This folder brings its own settings' });
    assert.equal(await offer.getByRole('button', { name: 'Use in this folder' }).count(), 0);
    await offer.getByRole('button', { name: 'Review' }).click();
    assert.equal(await chat.focused(), 'Settings of the folder');
    await offer.getByText('Answers come from models.example.com.').waitFor();
    await offer.getByText('in place of the CLI’s own instructions').waitFor();
    const use = offer.getByRole('button', { name: 'Use in this folder' });
    assert.equal(await use.isDisabled(), true, 'not read to the end');
    await chat.page.keyboard.press('End');
    await offer.getByRole('button', { name: 'Use in this folder', disabled: false }).click();
    await chat.wished({ type: 'folderSettings/answer', id: 'offer-1', answer: 'use' });
    await chat.tell({ type: 'folderSettings/changed', settings: { ...folderOffer, id: 'offer-2' } });
    await offer.getByRole('button', { name: 'Review' }).click();
    await offer.getByRole('button', { name: 'Keep mine' }).click();
    await chat.wished({ type: 'folderSettings/answer', id: 'offer-2', answer: 'keep' });
    await chat.tell({ type: 'folderSettings/changed', settings: undefined });
    await offer.waitFor({ state: 'detached' });
  });

  it('takes the focus to the message when the editor asks for it', async () => {
    await chat.load();
    await chat.show(viewState());
    await chat.tell({ type: 'focus/composer' });
    assert.equal(await chat.focused(), 'Message to Copilot');
  });

  it('tells the host of its own failures', async () => {
    await chat.load();
    await chat.show(viewState());
    await chat.page.evaluate(() => void Promise.reject(new Error('broken part')));
    assert.match((await chat.wish('page/error')).message, /broken part/);
    await chat.hasProblem(/broken part/);
  });

  it('takes the colours of code from the theme', async () => {
    await chat.load();
    await chat.show(viewState());
    const tokens = { keyword: '#123456', string: '', number: '', comment: '', function: '', type: '' };
    await chat.tell({ type: 'theme/changed', tokens });
    const keyword = await chat.page.evaluate(() =>
      getComputedStyle(document.documentElement).getPropertyValue('--fd-token-keyword'),
    );
    assert.equal(keyword, '#123456');
  });

  it('moves between its parts with F6', async () => {
    await chat.load();
    await chat.show(viewState({ turns: [turn()], requests: [shellRequest] }));
    await chat.page.locator('main').focus();
    await chat.page.keyboard.press('F6');
    assert.match(await chat.focused(), /^Allow once/);
    await chat.page.keyboard.press('F6');
    assert.equal(await chat.focused(), 'Message to Copilot');
    await chat.page.keyboard.press('Shift+F6');
    assert.match(await chat.focused(), /^Allow once/);
  });

  it('speaks the language of the editor', async () => {
    await chat.load({
      l10n: {
        'Ask for a change, @ adds context': 'Was soll sich ändern?',
        'New session in {0}': 'Neue Sitzung in {0}',
      },
    });
    await chat.show(viewState());
    await chat.page.getByRole('heading', { name: 'Neue Sitzung in shop' }).waitFor();
    assert.equal(await chat.composer.getAttribute('placeholder'), 'Was soll sich ändern?');
  });
});
