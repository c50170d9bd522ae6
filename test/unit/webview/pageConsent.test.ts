import assert from 'node:assert/strict';
import { consentOf, consentScenes, hookGroup, manyHooks } from '../../support/page/consentScenes';
import { done } from '../../support/page/sceneTurns';
import { viewState } from '../../support/page/states';
import { usePage } from '../../support/page/usePage';
import { settleMs } from '../../../src/webview/state/dockState';

describe('What the folder wants to run by itself', function () {
  this.timeout(30_000);
  const chat = usePage();
  const button = (name: string) => chat.page.getByRole('button', { name });
  const card = () => chat.page.getByRole('group', { name: /hooks$/ });
  const answers = () => chat.wishesOf('consent/answer');
  const yes = { type: 'consent/answer', kind: 'hook', hash: hookGroup.hash, answer: 'allow' } as const;

  beforeEach(() => chat.load());

  it('stands above the composer of an empty session with every command whole, and a yes names the content', async () => {
    await chat.show(viewState({ consent: consentOf(hookGroup) }));
    await chat.page.getByText('You can write now. Until you decide, no hook runs.').waitFor();
    for (const { text } of hookGroup.rows) {
      assert.equal(await chat.page.getByText(text, { exact: true }).count(), 1, text);
    }
    await chat.page.getByText('Holds for exactly this content, 3f9c 81d0.').waitFor();
    await chat.composer.fill('still to be written');
    await chat.pass(settleMs);
    await button('Allow these hooks').click();
    await chat.wished(yes);
    await chat.tell({ type: 'consent/changed', consent: undefined });
    assert.equal(await card().count(), 0);
  });

  it('takes no answer in the moment in which it comes, and no key of requests', async () => {
    await chat.freeze();
    await chat.show(viewState({ consent: consentOf(hookGroup) }));
    await button('Allow these hooks').dispatchEvent('click');
    assert.deepEqual(await answers(), []);
    await chat.pass(settleMs);
    await chat.tell({ type: 'request/answer', answer: 'allow' });
    assert.deepEqual(await answers(), []);
    await button('Allow these hooks').dispatchEvent('click');
    assert.deepEqual(await answers(), [yes]);
  });

  it('waits with Allow until the end of a long list was seen', async () => {
    await chat.show(viewState({ consent: consentOf(manyHooks) }));
    await chat.pass(settleMs);
    const allow = button('Allow these hooks');
    assert.equal(await allow.getAttribute('aria-disabled'), 'true');
    await chat.page.getByText('Allow waits until you have seen the whole list.').waitFor();
    await allow.click({ force: true });
    assert.deepEqual(await answers(), []);
    await chat.page.getByRole('group', { name: 'Hooks', exact: true }).press('End');
    await chat.page.locator('.consent .btn.main:not([aria-disabled])').waitFor();
    await allow.click();
    await chat.wished({ ...yes, hash: manyHooks.hash });
  });

  it('says no for now, and opens the file', async () => {
    await chat.show(viewState({ consent: consentOf(hookGroup) }));
    await chat.pass(settleMs);
    await chat.page.getByRole('link', { name: 'Open .github/hooks/guard.json' }).click();
    await chat.wished({ type: 'file/open', path: '/home/me/shop/.github/hooks/guard.json' });
    await button('Not now').click();
    await chat.wished({ ...yes, answer: 'not-now' });
  });

  it('is a notice in a session that runs, which opens to the card', async () => {
    await chat.show(viewState({ turns: [done], consent: consentOf(hookGroup) }));
    await chat.page.getByRole('heading', { name: 'shop wants to run 3 hooks' }).waitFor();
    assert.equal(await button('Allow these hooks').count(), 0);
    await button('Look at it').click();
    await button('Allow these hooks').waitFor();
  });

  it('shows one kind after the other, each with a yes of its own', async () => {
    const { state } = consentScenes['servers-consent'] ?? assert.fail();
    await chat.show(state);
    await chat.page.getByText('1 of 3').waitFor();
    await chat.pass(settleMs);
    await button('Allow these servers').click();
    await chat.wished({ type: 'consent/answer', kind: 'mcp-server', hash: '77cc88dd', answer: 'allow' });
  });

  it('draws what one cannot see, and offers no yes to what stays off', async () => {
    const [row] = hookGroup.rows;
    assert.ok(row);
    const odd = { ...hookGroup, rows: [{ ...row, text: 'rm a\u202Eb', problem: 'shape' as const }] };
    await chat.show(viewState({ consent: consentOf(odd) }));
    await chat.page.getByText('rm aU+202Eb').waitFor();
    await chat.page.getByText('Not understood as a whole, so it stays off.').waitFor();
    assert.equal(await button('Allow these hooks').count(), 0);
    assert.equal(await button('Not now').count(), 1);
  });
});
