#!/usr/bin/env node
// `npm run reference [-- --out FILE]`: docs/sdk-api.md, what the SDK exports, from its declarations and docstrings.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const outFlag = process.argv.indexOf('--out');
const out = outFlag === -1 ? path.join(root, 'docs/sdk-api.md') : path.resolve(process.argv[outFlag + 1]);

const config = ts.getParsedCommandLineOfConfigFile(path.join(root, 'src/sdk/tsconfig.json'), {}, ts.sys);
const program = ts.createProgram([path.join(root, 'src/sdk/index.ts')], config.options);
const checker = program.getTypeChecker();
const index = checker.getSymbolAtLocation(program.getSourceFile(path.join(root, 'src/sdk/index.ts')));
const entries = checker.getExportsOfModule(index).map(entryOf);
fs.writeFileSync(out, page(entries));

function page(all) {
  const order = ['Classes', 'Functions and values', 'Types'];
  const parts = order.map((title) => {
    const group = all.filter((entry) => entry.title === title).sort((a, b) => (a.name < b.name ? -1 : 1));
    return `## ${title}\n\n${group.map(({ text }) => text).join('\n')}`;
  });
  return `# API of the SDK

Every export of \`@flightdeck/copilot-cli-sdk\`, written from its source by \`npm run reference\`. The guide to it is [sdk.md](sdk.md).

${parts.join('\n')}`;
}

function entryOf(exported) {
  const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
  const { name } = exported;
  const [declaration] = symbol.declarations ?? [];
  const heading = `### ${name}\n\n${paragraph(docOf(symbol))}`;
  if (!declaration || ts.isSourceFile(declaration)) {
    const file = path.basename(declaration?.fileName ?? '');
    return {
      name,
      title: 'Types',
      text: `${heading}A namespace: all types of \`src/sdk/schema/generated/${file}\`.\n`,
    };
  }
  if (ts.isClassDeclaration(declaration))
    return { name, title: 'Classes', text: heading + membersOf(declaration.members) };
  if (ts.isInterfaceDeclaration(declaration))
    return { name, title: 'Types', text: heading + heritage(declaration) + membersOf(declaration.members) };
  if (ts.isTypeAliasDeclaration(declaration))
    return { name, title: 'Types', text: heading + code(declaration) };
  const text = symbol.declarations.map((each) => code(each)).join('\n');
  return { name, title: 'Functions and values', text: heading + text };
}

/** The members that a user sees, one a line; what is long stands as code. */
function membersOf(members) {
  const lines = members.filter(isPublic).map((member) => {
    const doc = docOf(checker.getSymbolAtLocation(member.name ?? member), member);
    return `- \`${signature(member)}\`${doc ? `  \n  ${doc.replaceAll('\n', ' ')}` : ''}\n`;
  });
  return lines.length > 0 ? `${lines.join('')}` : '';
}

function isPublic(member) {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  if (ts.getCombinedModifierFlags(member) & hidden) return false;
  if (ts.getJSDocTags(member).some(({ tagName }) => tagName.text === 'internal')) return false;
  // Of an overloaded method the body is nobody's business.
  const isBody = ts.isMethodDeclaration(member) && member.body;
  return !(isBody && checker.getSymbolAtLocation(member.name)?.declarations?.length > 1);
}

/** A declaration without its body, its docstring and what goes without saying. */
function signature(member) {
  const { body } = member;
  const text = member.getText();
  const head = body ? text.slice(0, body.getStart() - member.getStart()) : text;
  return head
    .replaceAll(/\/\*\*.*?\*\//gs, '')
    .replaceAll(/\/\/.*/g, '')
    .replaceAll(/\b(?:readonly|async|public) /g, '')
    .replaceAll(/^constructor\(private /g, 'constructor(')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/([([]) | ([)\]])/g, '$1$2')
    .replaceAll(/,([)\]])/g, '$1')
    .replace(/;? ?$/, '')
    .trim();
}

function code(declaration) {
  if (ts.isVariableDeclaration(declaration)) {
    const type = declaration.type?.getText() ?? checker.typeToString(checker.getTypeAtLocation(declaration));
    return `\`\`\`ts\nconst ${declaration.name.getText()}: ${type}\n\`\`\`\n`;
  }
  const isBody = declaration.body && checker.getSymbolAtLocation(declaration.name).declarations.length > 1;
  if (isBody) return '';
  const text = ts.isTypeAliasDeclaration(declaration) ? declaration.getText() : signature(declaration);
  return `\`\`\`ts\n${text.replace(/^export /, '')}\n\`\`\`\n`;
}

function heritage({ heritageClauses = [] }) {
  return paragraph(heritageClauses.map((clause) => `\`${clause.getText()}\``).join(', '));
}

function docOf(symbol, member) {
  const own = member && ts.getJSDocCommentsAndTags(member).find(ts.isJSDoc);
  const text = own ? ts.getTextOfJSDocComment(own.comment) : undefined;
  return text ?? (member ? '' : ts.displayPartsToString(symbol?.getDocumentationComment(checker)));
}

function paragraph(text) {
  return text ? `${text}\n\n` : '';
}
