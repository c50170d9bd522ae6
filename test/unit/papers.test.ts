import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { shippedNames, verdictOf } from '../../scripts/auditReport.mjs';
import { bundledPackages, makeSbom, type Meta } from '../../scripts/sbom.mjs';
import { makeScratch } from '../support/scratch';

interface Component {
  readonly type: string;
  readonly 'bom-ref': string;
  readonly group?: string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
  readonly licenses?: readonly object[];
}

interface Bom {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly version: number;
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

const nameOf = (folder: string) => folder.split('node_modules/').at(-1) ?? '';

describe('The papers of the package', function () {
  this.timeout(60_000);
  const scratch = makeScratch('papers');
  let meta: Meta;
  let names: readonly string[];

  before(() => {
    const file = path.join(scratch.path, 'meta.json');
    const args = ['esbuild.mjs', '--production', '--out', path.join(scratch.path, 'dist'), '--meta', file];
    execFileSync(process.execPath, args, { stdio: 'pipe' });
    meta = JSON.parse(fs.readFileSync(file, 'utf8')) as Meta;
    names = [...new Set(bundledPackages(meta).map(nameOf))];
  });
  after(() => scratch.remove());

  it('name every package that is built in, and no other, in the notices', () => {
    assert.ok(names.length > 8, names.join());
    const noted = shippedNames(fs.readFileSync('ThirdPartyNotices.txt', 'utf8'));
    assert.deepEqual([...noted].sort(), [...names].sort());
  });

  it('list the same packages in a bill of materials that is valid and always the same', () => {
    const text = makeSbom(meta, process.cwd());
    assert.equal(makeSbom(meta, process.cwd()), text);
    const bom = JSON.parse(text) as Bom;
    assert.deepEqual([bom.bomFormat, bom.specVersion, bom.version], ['CycloneDX', '1.6', 1]);
    assert.equal(bom.metadata.component.type, 'application');
    const lock = JSON.parse(fs.readFileSync('package-lock.json', 'utf8')) as {
      readonly packages: Readonly<Record<string, { readonly version?: string }>>;
    };
    assert.equal(bom.components.length, bundledPackages(meta).length);
    for (const component of bom.components) {
      const name = component.group ? `${component.group}/${component.name}` : component.name;
      assert.ok(names.includes(name), name);
      assert.equal(component.type, 'library');
      const folders = bundledPackages(meta).filter((folder) => folder.endsWith(`node_modules/${name}`));
      const versions = folders.map((folder) => lock.packages[folder]?.version);
      assert.ok(versions.includes(component.version), `${name} ${component.version}`);
      assert.equal(component.purl, `pkg:npm/${name.replace('@', '%40')}@${component.version}`);
      assert.ok(component.licenses?.length, `${name} has no license`);
      for (const { alg, content } of component.hashes ?? [])
        assert.match(`${alg} ${content}`, /^(?:SHA-512 [a-f0-9]{128}|SHA-1 [a-f0-9]{40})$/);
    }
    const refs = bom.components.map((component) => component['bom-ref']);
    assert.equal(new Set(refs).size, refs.length);
    assert.deepEqual(bom.dependencies[0]?.dependsOn, refs);
    assert.doesNotMatch(text, /timestamp|registry|serialNumber/);
    assert.match(fs.readFileSync('.vscodeignore', 'utf8'), /^!sbom\.cdx\.json$/m);
  });

  it('leave out what was read but is not in the outputs, and find packages within packages', () => {
    const inputs = (files: Readonly<Record<string, number>>) =>
      Object.fromEntries(Object.entries(files).map(([file, bytesInOutput]) => [file, { bytesInOutput }]));
    const outputs = {
      'a.js': {
        inputs: inputs({ 'src/a.ts': 9, 'node_modules/zod/a.js': 3, 'node_modules/unused/a.js': 0 }),
      },
      'b.js': {
        inputs: inputs({ 'node_modules/a/node_modules/@b/c/d.js': 1, '../x/node_modules/@b/c/d.js': 1 }),
      },
    };
    assert.deepEqual(bundledPackages({ outputs }), [
      'node_modules/@b/c',
      'node_modules/a/node_modules/@b/c',
      'node_modules/zod',
    ]);
    assert.throws(() => makeSbom({ outputs }, process.cwd()), /package-lock\.json does not know it/);
  });

  it('fail for a known vulnerability of what ships, and say when nobody answered', () => {
    const report = {
      vulnerabilities: { zod: { name: 'zod', severity: 'high' }, mocha: { name: 'mocha', severity: 'low' } },
    };
    assert.deepEqual(verdictOf(report, ['zod', 'preact']), { kind: 'vulnerable', words: ['zod (high)'] });
    assert.deepEqual(verdictOf(report, ['preact']), { kind: 'good', others: 2 });
    assert.deepEqual(verdictOf({ vulnerabilities: {} }, ['zod']), { kind: 'good', others: 0 });
    for (const none of [undefined, {}, { error: { code: 'ENOAUDIT' } }, { message: 'not found' }, 'x', null])
      assert.deepEqual(verdictOf(none, ['zod']), { kind: 'no-answer' });
  });

  it('say how to report a fault', () => {
    const text = fs.readFileSync('SECURITY.md', 'utf8');
    for (const head of ['## Report', '## Supported versions', '## In scope', '## Not in scope'])
      assert.ok(text.includes(head), head);
    assert.ok(text.includes('docs/security.md'));
  });
});
