import assert from 'node:assert/strict';
import type { Notice, NoticeCode } from '../../../../src/protocol/toView';
import { noticeText } from '../../../../src/webview/notices/noticeWords';
import {
  outerFolder,
  permissionHints,
  permissionTitleText,
} from '../../../../src/webview/requests/permissionWords';
import { chunkLines } from '../../../../src/webview/markdown/codeBlock';
import { carriesFiles, droppedUris } from '../../../../src/webview/composer/drop';
import { duration, runningTime } from '../../../../src/webview/base/format';
import { loadTranslations, plural, rich, t } from '../../../../src/webview/base/l10n';
import { highlight } from '../../../../src/webview/markdown/highlight';
import { outsideRequest, shellRequest, writeRequest } from '../../../support/page/states';

describe('Times', () => {
  it('read as a person would say them', () => {
    const spans = [0, 40, 400, 1800, 9960, 12_000, 59_600, 60_000, 64_000, 130_000, 3_600_000, 3_840_000];
    assert.deepEqual(spans.map(duration), [
      '0 s',
      '0 s',
      '0.4 s',
      '1.8 s',
      '10 s',
      '12 s',
      '1 min',
      '1 min',
      '1 min 4 s',
      '2 min 10 s',
      '1 h',
      '1 h 4 min',
    ]);
  });

  it('tick in whole seconds while they run', () => {
    assert.deepEqual([-50, 900, 1999, 64_999].map(runningTime), ['0 s', '0 s', '1 s', '1 min 4 s']);
  });
});

describe('Words', () => {
  afterEach(() => loadTranslations('{}'));

  it('come in the language of the editor, with their values in its order', () => {
    loadTranslations(JSON.stringify({ '{0} of {1}': '{1} gesamt, {0} hier', 'Ran {0}': '{0} ausgeführt' }));
    assert.equal(t('{0} of {1}', 1, 3), '3 gesamt, 1 hier');
    assert.deepEqual(rich('Ran {0}', 'x'), ['x', ' ausgeführt']);
    assert.equal(t('Not translated'), 'Not translated');
    assert.equal(t('Read {0}|done', 'a.ts'), 'Read a.ts');
    assert.equal(plural(1, '1 step', '{0} steps'), '1 step');
    assert.equal(plural(2, '1 step', '{0} steps'), '2 steps');
  });

  it('of a request say what, what for and what follows', () => {
    assert.equal(permissionTitleText(shellRequest), 'Run a command');
    assert.equal(
      permissionTitleText({ ...shellRequest, permission: 'other', subject: '' }),
      'Do something that is not known here',
    );
    assert.equal(permissionTitleText(writeRequest), 'Edit cart.ts');
    assert.equal(permissionTitleText({ ...writeRequest, isNew: true }), 'Create cart.ts');
    assert.equal(permissionTitleText(outsideRequest), 'Read outside this folder');
    assert.deepEqual(permissionHints(outsideRequest), [
      { icon: 'warning', words: 'The file is in billing, not in shop. Its text will be sent to the model.' },
    ]);
  });

  it('name the folder that a path outside leads into', () => {
    assert.equal(outerFolder('../billing/config/prices.yaml'), 'billing');
    assert.equal(outerFolder('/etc/ssl/openssl.cnf'), 'ssl');
    assert.equal(outerFolder('C:\\other\\a.ts'), 'other');
    assert.equal(outerFolder('../a.ts'), undefined);
  });

  const codes: readonly NoticeCode[] = [
    'cli-ended',
    'cli-ended-restarting',
    'resume-failed',
    'history-lost',
    'key-refused',
    'provider-busy',
    'provider-error',
    'provider-unreachable',
    'turn-failed',
    'not-signed-in',
    'attachment-missing',
    'send-failed',
    'restart-needed',
    'open-failed',
    'hooks-not-held',
    'rewind-failed',
    'files-kept',
    'forked',
    'turn-gone',
    'cli-says',
  ];
  for (const code of codes)
    it(`of the notice ${code} are one fact and whole sentences`, () => {
      const values = {
        provider: 'api.example.com',
        status: 401,
        name: 'a.ts',
        message: 'It broke',
        setting: 'flightdeck.cli.path',
        seconds: 1,
      };
      const notice: Notice = { code, severity: 'error', values, actions: [] };
      const { title, body } = noticeText(notice);
      assert.ok(title.length > 3 && !/[.!]$/.test(title), title);
      assert.doesNotMatch(`${title} ${body ?? ''}`, /\{\d\}|undefined| {2}|!|please/i);
      assert.doesNotThrow(() => noticeText({ code, severity: 'error', actions: [] }));
    });
});

describe('Code in an answer', () => {
  it('is coloured by what its pieces are', () => {
    const pieces = highlight('const a = "b"; // c', 'ts') ?? [];
    const styles = pieces.flatMap((piece) => (typeof piece === 'string' ? [] : [piece.className]));
    assert.deepEqual(styles, ['tk', 'ts', 'tc']);
  });

  it('is coloured in languages that share a grammar', () => {
    for (const language of ['js', 'jsx', 'c', 'sh', 'html', 'yml', 'py', 'JSON', 'toml'])
      assert.ok(highlight('a = 1', language), language);
  });

  it('stays plain when it is of an unknown language or very long', () => {
    assert.equal(highlight('x', 'klingon'), undefined);
    assert.equal(highlight('x'.repeat(21_000), 'ts'), undefined);
  });

  it('is split by lines when it is long, and nothing is lost', () => {
    const code = Array.from({ length: 450 }, (_, index) => `line ${index}`).join('\n');
    const chunks = chunkLines(code);
    assert.equal(chunks.length, 3);
    assert.equal(chunks.join(''), code);
    assert.deepEqual(chunkLines(''), ['']);
  });

  it('is split within a very long line too, but within no character', () => {
    const line = `${'x'.repeat(19_999)}😀`.repeat(10);
    const chunks = chunkLines(`a\n${line}\nb`);
    assert.equal(chunks.join(''), `a\n${line}\nb`);
    assert.ok(chunks.length > 9, `${chunks.length}`);
    assert.ok(chunks.every((chunk) => chunk.length <= 20_000 && encodeURIComponent(chunk)));
  });
});

describe('Dropped things', () => {
  const drop = (data: Record<string, string>) => droppedUris((type) => data[type] ?? '');

  it('are taken when they are files', () => {
    assert.deepEqual(drop({ 'text/uri-list': '# two\r\nfile:///a.ts\r\nfile:///b.ts' }), [
      'file:///a.ts',
      'file:///b.ts',
    ]);
    assert.deepEqual(drop({ resourceurls: '["vscode-remote://wsl/a.ts"]' }), ['vscode-remote://wsl/a.ts']);
    assert.deepEqual(
      drop({ 'text/uri-list': 'https://a.example', ResourceURLs: '["file:///c.ts","file:///c.ts"]' }),
      ['file:///c.ts'],
    );
  });

  it('are left alone when they are something else', () => {
    assert.deepEqual(drop({ 'text/uri-list': 'https://a.example', resourceurls: 'not json' }), []);
    assert.equal(carriesFiles(['text/plain']), false);
    assert.equal(carriesFiles(['text/plain', 'ResourceURLs']), true);
  });
});
