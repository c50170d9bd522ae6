import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as ts from 'typescript';

type Bundle = Readonly<Record<string, string>>;

/** How many of the first arguments of each function are sentences, and where they start. */
const sentenceArguments: Readonly<Record<string, readonly number[]>> = {
  t: [0],
  rich: [0],
  key: [0],
  plural: [1, 2],
};
const root = process.cwd();
const sources = ['src/protocol', 'src/extension', 'src/webview'].flatMap((folder) =>
  readSources(path.join(root, folder)),
);
const used = sources.flatMap((source) => source.sentences);
const german = readJson('l10n/bundle.l10n.de.json');

describe('Every sentence can be translated', () => {
  it('is written out where it is used', () => {
    assert.deepEqual(unreadable(sources), []);
  });

  it('is not left in English in the page', () => {
    assert.deepEqual(sources.flatMap((source) => source.bare).map(relative), []);
  });

  it('has a German translation', () => {
    assert.deepEqual(
      [...new Set(used)].filter((sentence) => !german[sentence]),
      [],
    );
  });

  it('is still used when it stands in the German bundle', () => {
    const known = new Set(used);
    assert.deepEqual(
      Object.keys(german).filter((sentence) => !known.has(sentence)),
      [],
    );
  });

  it('keeps its placeholders in German', () => {
    const differing = Object.entries(german).filter(([english, text]) => marks(english) !== marks(text));
    assert.deepEqual(differing, []);
  });

  it('asks and tells without begging or shouting', () => {
    const all = [...used, ...Object.values(readJson('package.nls.json')), ...Object.values(german)];
    assert.deepEqual(
      all.filter((sentence) => /\b(?:please|bitte)\b|!(?:\s|$)/i.test(sentence)),
      [],
    );
  });

  it('calls one thing by one name in German', () => {
    const all = [...Object.values(german), ...Object.values(readJson('package.nls.de.json'))];
    const others = /Anforderung|Werkzeug|Rechner|Genehmigung|\bRunde|Demo-Modell/;
    assert.deepEqual(
      all.filter((sentence) => others.test(sentence)),
      [],
    );
  });

  it('finds the sentences at all', () => {
    assert.ok(used.length > 50, `only ${used.length} found`);
  });
});

describe('Every title and setting can be translated', () => {
  const manifest = fs.readFileSync(path.join(root, 'package.json'), 'utf8');
  const wanted = [...manifest.matchAll(/"%([^%"]+)%"/g)].map((match) => match[1] ?? '').sort();
  for (const file of ['package.nls.json', 'package.nls.de.json']) {
    it(`has its text in ${file}, and nothing else stands there`, () => {
      const texts = readJson(file);
      assert.deepEqual(Object.keys(texts).sort(), [...new Set(wanted)]);
      assert.deepEqual(
        Object.entries(texts).filter(([, text]) => text.trim() === ''),
        [],
      );
    });
  }

  it('keeps commands that the text links to in German', () => {
    const [english, translated] = [readJson('package.nls.json'), readJson('package.nls.de.json')];
    const links = (text: string | undefined): string[] =>
      text?.match(/command:[\w.]+|`[^`]+`/g)?.sort() ?? [];
    for (const [name, text] of Object.entries(english)) {
      assert.deepEqual(links(translated[name]), links(text), name);
    }
  });
});

describe('The check of sentences', () => {
  it('sees each way of writing one', () => {
    const source = readSource(
      'a.ts',
      `t('one {0}', x); vscode.l10n.t(\`two\`); rich('three' + ' and', y); plural(n, 'four', 'five');
       key('six'); l10n.t({ message: 'seven', comment: [] }); t(a ? 'eight' : 'nine'); list.key('no'); at('no');`,
    );
    const words = ['one {0}', 'two', 'three and', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
    assert.deepEqual(source.sentences, words);
    assert.deepEqual(source.dynamic, []);
  });

  it('refuses a sentence that is not written out', () => {
    assert.deepEqual(unreadable([readSource('a.ts', 't(title); vscode.l10n.t(`a ${b}`);')]), [
      'a.ts:1 t(title)',
      'a.ts:1 vscode.l10n.t(`a ${b}`)',
    ]);
  });

  it('refuses words in the page that no translation reaches', () => {
    const page = readSource(
      'a.tsx',
      `<p class="notice" title="Two words">{t('one')} and {n} % <code>npm test</code></p>`,
    );
    assert.deepEqual(page.bare, ['a.tsx:1 title="Two words"', 'a.tsx:1 and']);
  });

  it('takes a name where the file, or one that it imports, marks its sentences with key()', () => {
    const table = readSource('/x/words.ts', `export const verbs = { run: key('Run {0}') };`);
    const user = readSource('/x/step.tsx', `import { verbs } from './words';\nrich(verbs.run, name);`);
    assert.deepEqual(unreadable([table, user]), []);
    assert.deepEqual(unreadable([user]), ['/x/step.tsx:2 rich(verbs.run, name)']);
  });
});

interface Source {
  readonly file: string;
  readonly sentences: readonly string[];
  /** Calls whose sentence is a name or a composed text. */
  readonly dynamic: readonly string[];
  /** Words in the page that no translation reaches. */
  readonly bare: readonly string[];
  readonly marksSentences: boolean;
  readonly imports: readonly string[];
}

function readSources(folder: string): Source[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && path.basename(name) !== 'l10n.ts')
    .map((name) => readSource(path.join(folder, name), fs.readFileSync(path.join(folder, name), 'utf8')));
}

function readSource(file: string, text: string): Source {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found = {
    sentences: [] as string[],
    dynamic: [] as string[],
    bare: [] as string[],
    imports: [] as string[],
    marks: false,
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      found.imports.push(path.resolve(path.dirname(file), node.moduleSpecifier.text));
    }
    if (isBareText(node)) found.bare.push(`${file}:${lineOf(tree, node)} ${node.getText().trim()}`);
    const name = ts.isCallExpression(node) ? translatorName(node.expression) : undefined;
    if (ts.isCallExpression(node) && name) {
      if (name === 'key') found.marks = true;
      for (const position of sentenceArguments[name] ?? []) {
        const texts = literals(node.arguments[position]);
        if (texts) found.sentences.push(...texts);
        else found.dynamic.push(`${file}:${lineOf(tree, node)} ${node.getText()}`);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  const { sentences, dynamic, bare, imports, marks: marksSentences } = found;
  return { file, sentences, dynamic, bare, imports, marksSentences };
}

/** Text between tags, and attributes that people read or hear. */
function isBareText(node: ts.Node): boolean {
  if (ts.isJsxText(node)) return /\p{L}{2}/u.test(node.text) && !isCode(node.parent);
  if (!ts.isJsxAttribute(node) || !node.initializer || !ts.isStringLiteral(node.initializer)) return false;
  const isRead = /^(title|label|alt|placeholder|aria-(label|description|placeholder|roledescription))$/;
  return isRead.test(node.name.getText()) && /\p{L}{2}/u.test(node.initializer.text);
}

/** Commands and keys are the same in every language. */
function isCode(node: ts.Node): boolean {
  return ts.isJsxElement(node) && /^(code|kbd)$/.test(node.openingElement.tagName.getText());
}

/** Calls of `t`, `rich`, `plural`, `key` by name, and of `t` as a member of `l10n`. */
function translatorName(callee: ts.Expression): string | undefined {
  if (ts.isIdentifier(callee)) return Object.hasOwn(sentenceArguments, callee.text) ? callee.text : undefined;
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 't') return undefined;
  return /(^|\.)l10n$/.test(callee.expression.getText()) ? 't' : undefined;
}

function literals(node: ts.Expression | undefined): string[] | undefined {
  if (!node) return undefined;
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isParenthesizedExpression(node)) return literals(node.expression);
  if (ts.isConditionalExpression(node)) {
    const [yes, no] = [literals(node.whenTrue), literals(node.whenFalse)];
    return yes && no && [...yes, ...no];
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const [left, right] = [literals(node.left), literals(node.right)];
    return left?.length === 1 && right?.length === 1 ? [`${left[0]}${right[0]}`] : undefined;
  }
  if (ts.isObjectLiteralExpression(node)) {
    const message = node.properties.find((property) => property.name?.getText() === 'message');
    return message && ts.isPropertyAssignment(message) ? literals(message.initializer) : undefined;
  }
  return undefined;
}

function unreadable(all: readonly Source[]): string[] {
  const marking = new Set(
    all.filter((source) => source.marksSentences).map((source) => source.file.replace(/\.tsx?$/, '')),
  );
  return all
    .filter((source) => !source.marksSentences && !source.imports.some((file) => marking.has(file)))
    .flatMap((source) => source.dynamic)
    .map(relative);
}

function relative(place: string): string {
  return place.replace(`${root}${path.sep}`, '');
}

function lineOf(tree: ts.SourceFile, node: ts.Node): number {
  return tree.getLineAndCharacterOfPosition(node.getStart()).line + 1;
}

function marks(text: string): string {
  return [...new Set(text.match(/\{\d\}/g))].sort().join();
}

function readJson(file: string): Bundle {
  return JSON.parse(fs.readFileSync(path.join(root, file), 'utf8')) as Bundle;
}
