import assert from 'node:assert/strict';
import path from 'node:path';
import type { ApprovalsState, ApprovalsWish, PastDecision } from '../../../src/protocol/approvals';
import { type Look, problemsInLooks } from '../../support/page/looks';
import { NOON } from '../../support/page/states';
import { usePage } from '../../support/page/usePage';

const pictures = process.env['PAGE_PICTURES'] ? path.join(process.cwd(), 'out/page-pictures') : undefined;
const day = 86_400_000;

function decision(id: string, patch: Partial<PastDecision> = {}): PastDecision {
  return {
    id,
    at: NOON - Number(id) * 600_000,
    kind: 'shell',
    text: 'npm test -- cart',
    session: 'Add discount codes',
    decision: 'allowed',
    by: 'you',
    hasRule: false,
    canBecomeRule: false,
    ...patch,
  };
}

const gitStatus = { id: 'r1', savedAt: NOON - 6 * day };
const full: ApprovalsState = {
  folder: 'shop',
  now: NOON,
  rules: [
    {
      ...gitStatus,
      effect: 'allow',
      isInForce: true,
      until: 'folder',
      rule: { kind: 'command', text: 'git status', isExact: false },
      lastUsedAt: NOON - 180_000,
      uses: 14,
      origin: { place: 'card', session: 'Add discount codes', askedBy: 'explore' },
    },
    {
      id: 'r2',
      effect: 'allow',
      isInForce: true,
      until: 'session',
      rule: { kind: 'write', path: 'src' },
      savedAt: NOON - 3_600_000,
      uses: 0,
      origin: { place: 'card', session: 'Find flaky tests' },
    },
    {
      id: 'r3',
      effect: 'allow',
      isInForce: true,
      until: 'folder',
      rule: { kind: 'url', host: 'example.com' },
      savedAt: NOON - 7_200_000,
      uses: 0,
      origin: { place: 'approvals' },
    },
    {
      id: 'r5',
      effect: 'deny',
      isInForce: true,
      until: 'everywhere',
      rule: { kind: 'command', text: 'git push', isExact: false },
      savedAt: NOON - 9_000_000,
      uses: 1,
      lastUsedAt: NOON - 60_000,
      origin: { place: 'approvals' },
    },
    {
      id: 'r6',
      effect: 'allow',
      isInForce: false,
      until: 'folder',
      rule: { kind: 'command', text: 'git fetch', isExact: false },
      savedAt: NOON - 9_000_000,
      uses: 4,
    },
    {
      id: 'r4',
      effect: 'allow',
      isInForce: true,
      until: 'session',
      rule: { kind: 'tool', name: 'lint' },
      savedAt: NOON - 9_000_000,
      uses: 0,
    },
  ],
  decisions: [
    decision('1', { canBecomeRule: true }),
    decision('2', { text: 'git status', by: 'rule', hasRule: true, rule: gitStatus }),
    decision('3', {
      kind: 'write',
      text: '.env',
      decision: 'denied',
      words: 'Keep secrets out of the repository',
    }),
    decision('4', { text: 'npm test', decision: 'edited', words: 'npm test -- cart', askedBy: 'explore' }),
    decision('5', { kind: 'read', text: 'src/cart.ts', by: 'mode', mode: 'allow-reads' }),
    decision('6', { text: 'curl -u me:••• https://example.com', by: 'rule', hasRule: true }),
  ],
};
const draft: ApprovalsState = {
  ...full,
  draft: {
    rule: { kind: 'command', text: 'npm test', isExact: false },
    narrower: { kind: 'command', text: 'npm test -- cart', isExact: true },
    rehearsal: {
      of: 40,
      requests: Array.from({ length: 12 }, (_, index) => ({
        at: NOON - index * 7_200_000,
        text: 'npm test -- cart',
        wasDenied: index === 4,
      })),
    },
  },
};
const led: ApprovalsState = { ...full, reveal: { place: 'rule-r1', count: 1 } };
const states = { full, draft, led, nothing: { folder: 'shop', now: NOON, rules: [], decisions: [] } };
const looks: readonly [Look, ...Look[]] = [
  { theme: 'dark', at: 'everything' },
  { theme: 'light', at: 'colours' },
  { theme: 'hc', at: 'colours' },
];

describe('The page of approvals', function () {
  this.timeout(60_000);
  const page = usePage();

  async function keepPictures(name: string): Promise<void> {
    for (const { theme } of looks) {
      await page.wear(theme);
      await page.page.screenshot({ path: path.join(pictures ?? '', `${name}-${theme}.png`) });
    }
    await page.wear('dark');
  }

  const tell = (state: ApprovalsState) => page.tell({ type: 'approvals/state', state } as never);
  const last = async () => (await page.wishes()).at(-1) as unknown as ApprovalsWish;
  const button = (name: string) => page.page.getByRole('button', { name });

  for (const width of [300, 700]) {
    it(`can be used by everyone, ${width} px wide`, async () => {
      await page.load({ name: 'approvals', width, height: 900 });
      for (const [name, state] of Object.entries(states)) {
        await tell(state);
        if (pictures) await keepPictures(`approvals-${name}-${width}`);
        assert.deepEqual(await problemsInLooks(page, looks, '.page'), [], name);
      }
    });
  }

  it('says of each rule what, until when, since when and when last, and revokes it', async () => {
    await page.load({ name: 'approvals', width: 700 });
    await tell(full);
    const row = page.page.getByRole('row', { name: /git status with known options Only known options/ });
    const cells = await row.getByRole('cell').allTextContents();
    const saved = 'Nov 14, 12:00, by youOn a request card in “Add discount codes”, asked by explore';
    assert.deepEqual(cells.slice(1, 4), ['When revoked', saved, '11:57, 14 times']);
    const all = await page.page.locator('td[data-label="Saved"], td[data-label="Ends"]').allTextContents();
    assert.deepEqual(all.slice(2), [
      'With the session “Find flaky tests”',
      '11:00, by youOn a request card in “Find flaky tests”',
      'When revoked',
      '10:00, by youOn this page, from a past decision',
      'When revoked, in every folder',
      '09:30, by youOn this page, from a past decision',
      'When revoked',
      '09:30, by you',
      'With its session',
      '09:30, by you',
    ]);
    await row.getByRole('button', { name: 'Revoke' }).click();
    assert.deepEqual(await last(), { type: 'approvals/revoke', id: 'r1' });
    assert.equal(await page.focused(), 'Saved rules', 'the focus stays where the row was');
  });

  it('says of each decision who made it', async () => {
    await page.load({ name: 'approvals', width: 700 });
    await tell(full);
    const table = page.page.getByRole('table').nth(1);
    const words = await table.locator('td[data-label]').allTextContents();
    assert.deepEqual(words, [
      'Allowed once by you',
      'Allowed by rule of Nov 14, 12:00',
      'Denied: “Keep secrets out of the repository”',
      'Edited by you: npm test -- cart',
      'Allowed by the permission mode “Ask before changes”',
      'Allowed by a rule that is revoked',
    ]);
  });

  it('rehearses a rule before it is saved, narrows it, and saves it', async () => {
    await page.load({ name: 'approvals', width: 700 });
    await tell(full);
    await button('Make a rule').click();
    assert.deepEqual(await last(), { type: 'approvals/try', decision: '1' });
    await tell(draft);
    await page.page.getByText('It would have allowed 12 of your last 40 requests.').waitFor();
    await page.page.getByText('You had denied 1 of those.').waitFor();
    await page.page.getByText('Show those 12 requests').click();
    assert.equal(await page.page.getByRole('list').getByRole('listitem').count(), 12);
    await button('Narrow to: Run exactly npm test -- cart').click();
    assert.deepEqual(await last(), { type: 'approvals/narrow' });
    await button('Save rule').click();
    assert.deepEqual(await last(), { type: 'approvals/save' });
  });

  it('leads to the row that is to be seen, one that is not drawn yet too, and says which it is', async () => {
    const decisions = Array.from({ length: 300 }, (_, index) => decision(String(index)));
    const reveal = (place: string, count: number) => tell({ ...full, decisions, reveal: { place, count } });
    const isShown = (id: string) =>
      page.page.waitForFunction((wanted) => {
        const { activeElement: row, documentElement } = document;
        const { top = -1, bottom = 0 } = row?.getBoundingClientRect() ?? {};
        const isInSight = top >= 0 && bottom <= documentElement.clientHeight;
        const marked = [...document.querySelectorAll('tr[data-shown]')];
        return row?.id === wanted && isInSight && marked.length === 1 && marked[0] === row;
      }, id);
    await page.load({ name: 'approvals', width: 700, height: 400 });
    await reveal('rule-r2', 1);
    await isShown('rule-r2');
    await reveal('decision-250', 2);
    await isShown('decision-250');
    await page.page.getByRole('button', { name: 'Export' }).focus();
    await tell({ ...full, decisions, now: NOON + 1, reveal: { place: 'decision-250', count: 2 } });
    assert.equal(await page.focused(), 'Export', 'other news do not lead there again');
    await reveal('decision-gone', 3);
    await page.page.waitForFunction(() => document.activeElement?.id === 'past-decisions');
  });

  it('draws a long past in parts, exports and forgets it', async () => {
    await page.load({ name: 'approvals', width: 700 });
    await tell({ ...full, decisions: Array.from({ length: 1000 }, (_, index) => decision(String(index))) });
    const rows = page.page.getByRole('table').nth(1).getByRole('row');
    assert.equal(await rows.count(), 101);
    await button('Show 900 more').click();
    assert.equal(await rows.count(), 1001);
    await button('Export').click();
    assert.deepEqual(await last(), { type: 'approvals/export' });
    await button('Forget all').click();
    assert.deepEqual(await last(), { type: 'approvals/forget' });
  });

  it('shows what is forbidden as such, and a rule that is no longer followed with why', async () => {
    await page.load({ name: 'approvals', width: 700 });
    await tell(full);
    await page.page
      .getByRole('row', { name: /^Never run git push.*When revoked, in every folder/ })
      .waitFor();
    await page.page
      .getByRole('row', { name: /git fetch .*Not used any more: it allowed more than it said/ })
      .waitFor();
  });

  it('forbids a program and its verb, and takes nothing else for one', async () => {
    await page.load({ name: 'approvals', width: 700 });
    await tell(full);
    const field = page.page.getByLabel('Never run');
    await field.fill('git push; ls');
    assert.ok(await button('Add rule').isDisabled());
    await field.fill('git push');
    await page.page.getByLabel('Where').selectOption({ label: 'in every folder' });
    await field.press('Enter');
    assert.deepEqual(await last(), { type: 'approvals/forbid', command: 'git push', until: 'everywhere' });
    assert.equal(await field.inputValue(), '');
  });
});
