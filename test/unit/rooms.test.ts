import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const root = process.cwd();
const layers = ['protocol', 'sdk', 'extension', 'webview', 'demo'];

function filesIn(folder: string): readonly string[] {
  return fs
    .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => path.posix.join(folder, name.split(path.sep).join('/')));
}

/** What a file of ours needs when it runs: its imports without those of types. */
function needs(file: string): readonly string[] {
  const source = ts.createSourceFile(file, fs.readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  return source.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const spec = statement.moduleSpecifier;
    if (!spec || !ts.isStringLiteral(spec) || !spec.text.startsWith('.')) return [];
    if (ts.isExportDeclaration(statement) ? statement.isTypeOnly : isOfTypes(statement.importClause))
      return [];
    const base = path.posix.join(path.posix.dirname(file), spec.text);
    return [`${base}.ts`, `${base}.tsx`].filter((one) => fs.existsSync(one));
  });
}

function isOfTypes(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.isTypeOnly) return true;
  const names = clause.namedBindings;
  return !clause.name && !!names && ts.isNamedImports(names) && names.elements.every((one) => one.isTypeOnly);
}

/** A way from a file back to itself. */
function circleIn(graph: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const done = new Set<string>();
  const walk = (file: string, way: readonly string[]): readonly string[] | undefined => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const next of graph.get(file) ?? []) {
      const found = walk(next, [...way, file]);
      if (found) return found;
    }
    done.add(file);
    return undefined;
  };
  for (const file of graph.keys()) {
    const found = walk(file, []);
    if (found) return found;
  }
  return undefined;
}

describe('the rooms', () => {
  it('have a list that can be read at a glance', () => {
    const counts = new Map<string, number>();
    for (const file of layers.flatMap((layer) => filesIn(`src/${layer}`)))
      counts.set(path.posix.dirname(file), (counts.get(path.posix.dirname(file)) ?? 0) + 1);
    assert.deepEqual(
      [...counts].filter(([, count]) => count > 25),
      [],
    );
  });

  it('hold no files that need each other in a circle', () => {
    const files = layers.flatMap((layer) => filesIn(`src/${layer}`));
    const graph = new Map(files.map((file) => [file, needs(file)]));
    assert.ok(graph.get('src/extension/main.ts')?.includes('src/extension/app/app.ts'));
    assert.equal(circleIn(graph)?.join(' -> '), undefined);
  });

  it('are seen when they do', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c']],
      ['c', ['b']],
    ]);
    assert.deepEqual(circleIn(graph), ['b', 'c', 'b']);
  });
});
