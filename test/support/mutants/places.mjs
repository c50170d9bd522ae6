// Where the sources can be broken, and how: one small change each, that a test should notice.
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** What is broken, by name; the same count of places in each. */
export const grounds = {
  sdk: ['src/sdk'],
  permissions: ['src/extension/permissions', 'src/extension/rules', 'src/extension/requests'],
  messages: ['src/extension/messages'],
  transcript: ['src/extension/transcript'],
  storage: ['src/extension/storage'],
};

const operators = {
  [ts.SyntaxKind.LessThanToken]: '<=',
  [ts.SyntaxKind.LessThanEqualsToken]: '<',
  [ts.SyntaxKind.GreaterThanToken]: '>=',
  [ts.SyntaxKind.GreaterThanEqualsToken]: '>',
  [ts.SyntaxKind.EqualsEqualsEqualsToken]: '!==',
  [ts.SyntaxKind.ExclamationEqualsEqualsToken]: '===',
  [ts.SyntaxKind.AmpersandAmpersandToken]: '||',
  [ts.SyntaxKind.BarBarToken]: '&&',
};
/** What a person may read in a log, or in a sentence: no test has to pin it. */
const unpinned = /(?:^|\.)(?:logger|log|console)\.|^(?:t|rich|plural|key|describe)$/;

/** `count` places, the same for the same seed. */
export function choosePlaces({ root, seed, count }) {
  const random = randomFrom(seed);
  const names = Object.keys(grounds);
  const all = names.map((name) => shuffled(placesOf(root, grounds[name]), random));
  const chosen = [];
  for (let round = 0; chosen.length < count && all.some((places) => places.length > round); round += 1) {
    for (const [at, places] of all.entries())
      if (places[round] && chosen.length < count) chosen.push({ ...places[round], ground: names[at] });
  }
  return chosen;
}

/** All places of these folders, in the order of their files. */
export function placesOf(root, folders) {
  return folders.flatMap((folder) => filesOf(root, folder)).flatMap((file) => placesIn(root, file));
}

function filesOf(root, folder) {
  return fs
    .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts') && !name.includes('/generated/'))
    .sort();
}

/** A place is what stands there, what is to stand there instead, and where. */
export function placesIn(root, file) {
  const text = fs.readFileSync(path.join(root, file), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const places = [];
  const add = (node, after) => {
    const [start, end] = [node.getStart(source), node.getEnd()];
    const { line } = source.getLineAndCharacterOfPosition(start);
    const before = text.slice(start, end);
    if (before !== after) places.push({ file, line: line + 1, start, end, before, after });
  };
  const visit = (node) => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    if (ts.isCallExpression(node) && unpinned.test(node.expression.getText(source))) return;
    breakNode(node, source, add);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return places;
}

function breakNode(node, source, add) {
  if (ts.isBinaryExpression(node)) {
    const other = operators[node.operatorToken.kind];
    if (other) add(node.operatorToken, other);
  } else if (ts.isIfStatement(node) || ts.isConditionalExpression(node)) {
    const condition = node.expression ?? node.condition;
    add(condition, `!(${condition.getText(source)})`);
  } else if (ts.isExpressionStatement(node) && isPlainCall(node.expression, source)) {
    add(node, ';');
  } else if (ts.isNumericLiteral(node) && !isTuning(node)) {
    add(node, String(Number(node.text.replaceAll('_', '')) + 1));
  } else if (node.kind === ts.SyntaxKind.TrueKeyword) {
    add(node, 'false');
  } else if (node.kind === ts.SyntaxKind.FalseKeyword) {
    add(node, 'true');
  } else if (ts.isReturnStatement(node) && node.expression) {
    add(node.expression, 'undefined');
  }
}

/** A named number, such as how long to wait: a test that pins it tells nobody anything. */
function isTuning(node) {
  const { parent } = node;
  return ts.isVariableDeclaration(parent) || (ts.isBinaryExpression(parent) && isTuning(parent));
}

function isPlainCall(expression, source) {
  const inner = ts.isVoidExpression(expression) ? expression.expression : expression;
  if (!ts.isCallExpression(inner) || inner.expression.kind === ts.SyntaxKind.SuperKeyword) return false;
  return !unpinned.test(inner.expression.getText(source));
}

/** Fisher and Yates. */
function shuffled(list, random) {
  const all = [...list];
  for (let at = all.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [all[at], all[other]] = [all[other], all[at]];
  }
  return all;
}

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
