import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { Ledger, type LedgerEntry } from '../../../../src/extension/permissions/decisionLog';
import { LedgerFile } from '../../../../src/extension/permissions/decisionLogFile';
import { redact } from '../../../../src/extension/base/redact';
import { rehearse } from '../../../../src/extension/permissions/rulePreview';

function entry(patch: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    id: String(patch.at ?? 1),
    at: 1,
    session: 's1',
    title: 'Fix the cart',
    asked: { kind: 'shell', command: 'npm test' },
    decision: 'allowed',
    by: 'you',
    ...patch,
  };
}

describe('What is written down', () => {
  const secrets: readonly [string, string][] = [
    ['curl https://me:hunter2@example.com/x', 'hunter2'],
    ['curl -H "Authorization: Bearer abc.def-ghi_123456"', 'abc.def-ghi_123456'],
    ["curl -H 'X-Api-Key: abc123def'", 'abc123def'],
    ['curl -u me:hunter2 example.com', 'hunter2'],
    ['curl https://example.com/?access_token=abc123&x=1', 'abc123'],
    ['curl https://example.com/?api_key=abc123', 'abc123'],
    ['mysql --password=hunter2', 'hunter2'],
    ['mysql --password hunter2', 'hunter2'],
    ['login --token "two words"', 'two words'],
    ['AWS_SECRET_ACCESS_KEY=abc/def+ghi aws s3 ls', 'abc/def+ghi'],
    ['export GITHUB_TOKEN=ghp_abcdefghijklmnopqrstuvwxyz', 'ghp_abcdefghijklmnopqrstuvwxyz'],
    ['echo ghp_abcdefghijklmnopqrstuvwxyz0123', 'ghp_abcdefghijklmnopqrstuvwxyz0123'],
    ['echo sk-abcdefghijklmnopqrstuv', 'sk-abcdefghijklmnopqrstuv'],
    ['echo AKIAABCDEFGHIJKLMNOP', 'AKIAABCDEFGHIJKLMNOP'],
    ['echo eyJhbGciOiJI.eyJzdWIiOiIx.abc', 'eyJzdWIiOiIx'],
    ['{"password": "hunter2"}', 'hunter2'],
    ['echo "-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----"', 'abc\n'],
  ];
  for (const [text, secret] of secrets) {
    it(`does not hold the secret of ${JSON.stringify(text)}`, () => {
      assert.ok(!redact(text).includes(secret), redact(text));
      assert.equal(redact(redact(text)), redact(text));
    });
  }

  for (const text of [
    'npm test -- cart',
    'git commit -m "Use token buckets"',
    'curl -H "Authorization: Bearer $TOKEN" x',
    'echo $GITHUB_TOKEN',
    'https://example.com/tokens/list?page=2',
    'grep -rn password src',
  ]) {
    it(`is the text itself when it has none: ${text}`, () => assert.equal(redact(text), text));
  }
});

describe('The ledger', () => {
  let folder: string;
  let file: string;
  const failures: unknown[] = [];
  const open = () => new Ledger(new LedgerFile(file), (error) => failures.push(error));
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'flightdeck-ledger-'));
    file = path.join(folder, 'deep/decisions.jsonl');
  });
  afterEach(() => {
    fs.rmSync(folder, { recursive: true });
    assert.deepEqual(failures.splice(0), []);
  });

  it('keeps every decision across windows, without its secrets', async () => {
    const first = open();
    first.add(entry({ asked: { kind: 'shell', command: 'curl -u me:hunter2 example.com' } }));
    first.add(entry({ at: 2, decision: 'denied', words: 'the password=hunter2 is wrong' }));
    await first.settled();
    assert.ok(!fs.readFileSync(file, 'utf8').includes('hunter2'));
    const second = open();
    await second.settled();
    assert.deepEqual(second.entries, first.entries);
    assert.equal(second.export(), fs.readFileSync(file, 'utf8'));
  });

  it('can be read by nobody else', async function () {
    if (process.platform === 'win32') this.skip();
    const ledger = open();
    ledger.add(entry());
    await ledger.settled();
    assert.equal(fs.statSync(file).mode & 0o077, 0);
  });

  it('leaves out a line that a crash has cut', async () => {
    fs.mkdirSync(path.dirname(file));
    fs.writeFileSync(file, `${JSON.stringify(entry())}\n{"id":"2","at":\nnull\n[]\n`);
    const ledger = open();
    await ledger.settled();
    assert.equal(ledger.entries.length, 1);
  });

  it('stays bounded, in memory and on the disk, and keeps the newest', async () => {
    const ledger = open();
    for (let at = 1; at <= 1700; at += 1) ledger.add(entry({ at }));
    await ledger.settled();
    assert.equal(ledger.entries.length, 500);
    assert.equal(ledger.entries.at(-1)?.at, 1700);
    assert.ok(fs.readFileSync(file, 'utf8').split('\n').length <= 1501);
    const again = open();
    await again.settled();
    assert.deepEqual(again.entries, ledger.entries);
  });

  it('is not filled by what the permission mode allows', async () => {
    const ledger = open();
    ledger.add(entry({ at: 0, id: 'mine' }));
    for (let at = 1; at <= 600; at += 1) ledger.add(entry({ at, by: 'mode' }));
    await ledger.settled();
    assert.equal(ledger.entries[0]?.id, 'mine');
    assert.equal(ledger.entries.length, 501);
  });

  it('cuts what is very long', async () => {
    const ledger = open();
    ledger.add(entry({ asked: { kind: 'shell', command: 'x'.repeat(100_000) } }));
    await ledger.settled();
    assert.ok(ledger.export().length < 3000);
  });

  it('keeps what was asked, of whatever kind, with its beginning', async () => {
    const long = 'x'.repeat(100_000);
    const asked: readonly LedgerEntry['asked'][] = [
      { kind: 'write', path: long },
      { kind: 'path', path: long },
      { kind: 'url', url: long, from: long },
      { kind: 'page', url: long },
      { kind: 'hook', event: 'preToolUse', command: long },
      { kind: 'editor', tool: 'editor_open_file' },
    ];
    const ledger = open();
    for (const one of asked) ledger.add(entry({ asked: one }));
    await ledger.settled();
    const kept = ledger.entries.map((one) => one.asked);
    assert.deepEqual(
      kept.map(({ kind }) => kind),
      asked.map(({ kind }) => kind),
    );
    for (const one of kept.slice(0, 5)) assert.match(JSON.stringify(one), /x{100}/);
    assert.ok(ledger.export().length < 30_000);
  });

  it('can be emptied', async () => {
    const ledger = open();
    ledger.add(entry());
    ledger.clear();
    await ledger.settled();
    assert.deepEqual([ledger.entries.length, fs.readFileSync(file, 'utf8')], [0, '']);
  });
});

describe('A rehearsal', () => {
  it('counts which of the last 40 requests a rule would have allowed, and what had been denied', () => {
    const run = (at: number, command: string, patch: Partial<LedgerEntry> = {}) =>
      entry({ at, asked: { kind: 'shell', command }, ...patch });
    const past = [
      ...Array.from({ length: 30 }, (_, at) => run(at, 'npm test -- old')),
      ...Array.from({ length: 50 }, (_, at) => run(at, 'npm test', { by: 'mode' })),
      ...Array.from({ length: 37 }, (_, at) => run(100 + at, 'git push')),
      run(200, 'npm test -- cart', { decision: 'denied' }),
      run(201, 'npm test; rm x'),
      run(202, 'npm test'),
    ];
    const { of, requests } = rehearse({ kind: 'commands', words: ['npm', 'test'] }, past, '/shop');
    assert.equal(of, 40);
    assert.deepEqual(requests, [
      { at: 202, text: 'npm test', wasDenied: false },
      { at: 200, text: 'npm test -- cart', wasDenied: true },
    ]);
  });
});
