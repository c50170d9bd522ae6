import assert from 'node:assert/strict';
import * as fs from 'node:fs';

interface MenuItem {
  readonly command: string;
  readonly group?: string;
  readonly when?: string;
}

interface Setting {
  readonly order: number;
  readonly markdownDescription?: string;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
}

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly icon?: string }[];
    readonly viewsWelcome: readonly { readonly when?: string }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
  };
}

const text = fs.readFileSync('package.json', 'utf8');
const { contributes } = JSON.parse(text) as Manifest;
const settings = Object.entries(contributes.configuration.properties);

describe('The manifest', () => {
  it('describes every setting and every value of it, in an order of its own', () => {
    const orders = settings.map(([, { order }]) => order).sort((a, b) => a - b);
    assert.deepEqual(
      orders,
      [...orders.keys()].map((index) => index + 1),
    );
    for (const [name, setting] of settings) {
      assert.ok(setting.markdownDescription, name);
      if (setting.enum && name !== 'flightdeck.cli.logLevel')
        assert.equal(setting.enumDescriptions?.length, setting.enum.length, name);
    }
  });

  it('says of each setting that waits for a restart of the CLI that it does', () => {
    for (const file of ['package.nls.json', 'package.nls.de.json']) {
      const texts = JSON.parse(fs.readFileSync(file, 'utf8')) as Readonly<Record<string, string>>;
      const waiting = settings.filter(([name]) => name.startsWith('flightdeck.cli.'));
      const silent = waiting.filter(([, { markdownDescription = '' }]) => {
        const words = texts[markdownDescription.slice(1, -1)] ?? '';
        return !/Takes effect when the CLI restarts|Wird beim Neustart der CLI wirksam/.test(words);
      });
      assert.deepEqual(silent, [], file);
    }
  });

  it('has an icon for whatever stands as a button in a title or a row', () => {
    const icons = new Map(contributes.commands.map(({ command, icon }) => [command, icon]));
    const buttons = Object.values(contributes.menus)
      .flat()
      .filter(({ group }) => /^(navigation|inline)/.test(group ?? ''));
    assert.ok(buttons.length > 3);
    assert.deepEqual(
      buttons.filter(({ command }) => !icons.get(command)),
      [],
    );
  });

  it('puts the entries of each menu in one order', () => {
    for (const [menu, items] of Object.entries(contributes.menus)) {
      const places = items.filter(({ group }) => group).map(({ group, when = '' }) => `${when} ${group}`);
      assert.deepEqual([...new Set(places)], places, menu);
    }
  });

  it('asks only for what the window tells', () => {
    const [, body = ''] =
      /interface ContextKeys \{([^}]*)\}/.exec(
        fs.readFileSync('src/extension/settings/contributions.ts', 'utf8'),
      ) ?? [];
    const told = [...body.matchAll(/readonly (\w+): boolean/g)].map(([, name = '']) => name).sort();
    const conditions = [...text.matchAll(/"(?:when|enablement)": "([^"]*)"/g)].map(([, words = '']) => words);
    const asked = conditions.flatMap((words) => [...words.matchAll(/(?<![=\s]\s)\bflightdeck\.(\w+)/g)]);
    const keys = asked.map(([, name = '']) => name).filter((name) => !['chat', 'sessions'].includes(name));
    assert.deepEqual([...new Set(keys)].sort(), told);
  });

  it('calls the list of sessions empty only when it has been read', () => {
    const [empty] = contributes.viewsWelcome;
    assert.equal(empty?.when, 'flightdeck.canChat'); // as the command that it offers
  });
});
