import assert from 'node:assert/strict';
import * as fs from 'node:fs';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly title: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
  };
}

const manifest = JSON.parse(fs.readFileSync('package.json', 'utf8')) as Manifest;
const texts = JSON.parse(fs.readFileSync('package.nls.json', 'utf8')) as Readonly<Record<string, string>>;
const readme = fs.readFileSync('README.md', 'utf8');
/** Buttons of one editor and not things that one looks up. */
const BUTTONS = ['Apply Previewed Code', 'Discard Previewed Code'];

describe('The README', () => {
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
