import hljs from 'highlight.js/lib/core';
import type { LanguageFn } from 'highlight.js';
import bash from 'highlight.js/lib/languages/bash';
import cpp from 'highlight.js/lib/languages/cpp';
import csharp from 'highlight.js/lib/languages/csharp';
import css from 'highlight.js/lib/languages/css';
import diff from 'highlight.js/lib/languages/diff';
import dockerfile from 'highlight.js/lib/languages/dockerfile';
import go from 'highlight.js/lib/languages/go';
import ini from 'highlight.js/lib/languages/ini';
import java from 'highlight.js/lib/languages/java';
import json from 'highlight.js/lib/languages/json';
import kotlin from 'highlight.js/lib/languages/kotlin';
import lua from 'highlight.js/lib/languages/lua';
import markdown from 'highlight.js/lib/languages/markdown';
import php from 'highlight.js/lib/languages/php';
import powershell from 'highlight.js/lib/languages/powershell';
import python from 'highlight.js/lib/languages/python';
import ruby from 'highlight.js/lib/languages/ruby';
import rust from 'highlight.js/lib/languages/rust';
import shell from 'highlight.js/lib/languages/shell';
import sql from 'highlight.js/lib/languages/sql';
import swift from 'highlight.js/lib/languages/swift';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';
import type { CodePiece } from '../state/codePiece';

const languages: Readonly<Record<string, LanguageFn>> = {
  bash,
  cpp,
  csharp,
  css,
  diff,
  dockerfile,
  go,
  ini,
  java,
  json,
  kotlin,
  lua,
  markdown,
  php,
  powershell,
  python,
  ruby,
  rust,
  shell,
  sql,
  swift,
  typescript,
  xml,
  yaml,
};

/** Grammars that also fit another language, which saves carrying a second one. */
const alsoFor = new Map<string, readonly string[]>(
  Object.entries({
    typescript: ['javascript', 'js', 'jsx', 'mjs', 'cjs'],
    cpp: ['c', 'h'],
    bash: ['console'],
  }),
);

/** Above this a block stays plain: colouring it would hold up the page. */
const highlightLimit = 20 * 1024;

/** Colours code of a known language; undefined means: show it plain. */
export function highlight(code: string, language: string): readonly CodePiece[] | undefined {
  if (code.length > highlightLimit || !isKnown(language)) return undefined;
  const result = hljs.highlight(code, { language, ignoreIllegals: true });
  const root = treeOf(result._emitter);
  return root && root.map(toPiece);
}

/** Registers the languages with the first code, not when the page starts. */
function isKnown(language: string): boolean {
  if (hljs.listLanguages().length === 0) {
    for (const [name, grammar] of Object.entries(languages)) {
      hljs.registerLanguage(name, grammar);
      hljs.registerAliases([...(alsoFor.get(name) ?? [])], { languageName: name });
    }
  }
  return hljs.getLanguage(language) !== undefined;
}

interface TreeNode {
  readonly scope?: string;
  readonly children: readonly (string | TreeNode)[];
}

/** The library renders to HTML; its token tree lets us build elements instead. */
function treeOf(emitter: unknown): readonly (string | TreeNode)[] | undefined {
  if (!emitter || typeof emitter !== 'object' || !('rootNode' in emitter)) return undefined;
  return (emitter.rootNode as TreeNode).children;
}

function toPiece(node: string | TreeNode): CodePiece {
  if (typeof node === 'string') return node;
  return { className: styleOf(node.scope ?? ''), pieces: node.children.map(toPiece) };
}

function styleOf(scope: string): string {
  const [first = '', second = ''] = scope.split('.');
  if (first === 'title') return second === 'class' ? 'tt' : 'tf';
  return styles.get(first) ?? '';
}

const styles = new Map<string, string>(
  Object.entries({
    keyword: 'tk',
    built_in: 'tk',
    literal: 'tk',
    name: 'tk',
    tag: '',
    'selector-tag': 'tk',
    meta: 'tk',
    operator: '',
    string: 'ts',
    regexp: 'ts',
    char: 'ts',
    link: 'ts',
    code: 'ts',
    number: 'tn',
    symbol: 'tn',
    bullet: 'tn',
    comment: 'tc',
    doctag: 'tc',
    quote: 'tc',
    section: 'tf',
    'selector-class': 'tt',
    'selector-id': 'tt',
    'selector-attr': 'tt',
    'selector-pseudo': 'tt',
    type: 'tt',
    attr: 'tf',
    attribute: 'tf',
    addition: 'add',
    deletion: 'del',
  }),
);
