import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { welcome } from '../../src/demo/demoTexts';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly title: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
  };
}

const manifest = JSON.parse(fs.readFileSync('package.json', 'utf8')) as Manifest;
const texts = JSON.parse(fs.readFileSync('package.nls.json', 'utf8')) as Readonly<Record<string, string>>;
const readme = fs.readFileSync('README.md', 'utf8');
const folderOf = (file = '') => file.slice(0, file.lastIndexOf('/') + 1);
/** Buttons of one editor and not things that one looks up. */
const BUTTONS = ['Apply Previewed Code', 'Discard Previewed Code'];

describe('The README', () => {
  it('leads to files that are there', () => {
    const table = readme.split('## For this task open this file')[1]?.split('##')[0] ?? '';
    const rows = table.split('\n').filter((line) => line.startsWith('| ') && line.includes('`'));
    assert.ok(rows.length > 15);
    const places = rows.flatMap((row) => {
      const named = [...(row.split('|')[2] ?? '').matchAll(/`([\w./*-]+)`/g)].map(([, name = '']) => name);
      // A bare name lies beside the one before it.
      const isThere = (name: string) => fs.existsSync(name.replace('*', ''));
      return named.map((name, at) => (isThere(name) ? name : `${folderOf(named[at - 1])}${name}`));
    });
    assert.deepEqual(
      places.filter((place) => !fs.existsSync(place.replace('*', ''))),
      [],
    );
  });

  it('names every word that the demo model knows', () => {
    const words = [...welcome.matchAll(/\*\*(\w+)\*\*/g)].map(([, word = '']) => word);
    assert.ok(words.length > 10);
    assert.deepEqual(
      words.filter((word) => !readme.includes(`\`${word}\``)),
      [],
    );
  });

  it('names every setting', () => {
    const settings = Object.keys(manifest.contributes.configuration.properties);
    assert.ok(settings.length > 10);
    assert.deepEqual(
      settings.filter((name) => !readme.includes(`\`${name}\``)),
      [],
    );
  });

  it('names every command', () => {
    const titles = manifest.contributes.commands.map(({ title }) => texts[title.slice(1, -1)] ?? title);
    assert.deepEqual(
      titles.filter((title) => !readme.includes(title) && !BUTTONS.includes(title)),
      [],
    );
  });
});
