import hljs from 'highlight.js/lib/core';
import type { LanguageFn } from 'highlight.js';
import bash from 'highlight.js/lib/languages/bash';
import c from 'highlight.js/lib/languages/c';
import cpp from 'highlight.js/lib/languages/cpp';
import csharp from 'highlight.js/lib/languages/csharp';
import css from 'highlight.js/lib/languages/css';
import diff from 'highlight.js/lib/languages/diff';
import dockerfile from 'highlight.js/lib/languages/dockerfile';
import go from 'highlight.js/lib/languages/go';
import ini from 'highlight.js/lib/languages/ini';
import java from 'highlight.js/lib/languages/java';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import kotlin from 'highlight.js/lib/languages/kotlin';
import markdown from 'highlight.js/lib/languages/markdown';
import php from 'highlight.js/lib/languages/php';
import powershell from 'highlight.js/lib/languages/powershell';
import python from 'highlight.js/lib/languages/python';
import ruby from 'highlight.js/lib/languages/ruby';
import rust from 'highlight.js/lib/languages/rust';
import shell from 'highlight.js/lib/languages/shell';
import sql from 'highlight.js/lib/languages/sql';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';

const languages: Readonly<Record<string, LanguageFn>> = {
  bash, c, cpp, csharp, css, diff, dockerfile, go, ini, java, javascript, json, kotlin, markdown, php,
  powershell, python, ruby, rust, shell, sql, typescript, xml, yaml,
};

/** Above this a block stays plain: colouring it would hold up the page. */
const highlightLimit = 20 * 1024;

/** A piece of code: text, or pieces that share a style. */
export type CodePiece = string | { readonly className: string; readonly pieces: readonly CodePiece[] };

/** Colours code of a known language; undefined means: show it plain. */
export function highlight(code: string, language: string): readonly CodePiece[] | undefined {
  if (code.length > highlightLimit || !isKnown(language)) return undefined;
  const result = hljs.highlight(code, { language, ignoreIllegals: true });
  const root = treeOf(result._emitter);
  return root && root.map(toPiece);
}

function isKnown(language: string): boolean {
  const name = language.toLowerCase();
  const own = languages[name];
  if (own && !hljs.getLanguage(name)) hljs.registerLanguage(name, own);
  if (hljs.getLanguage(name)) return true;
  registerAll();
  return hljs.getLanguage(name) !== undefined;
}

/** Aliases such as `ts` and `sh` are known only once their language is registered. */
function registerAll(): void {
  for (const [name, language] of Object.entries(languages)) {
    if (!hljs.getLanguage(name)) hljs.registerLanguage(name, language);
  }
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
  return styles[first] ?? '';
}

const styles: Readonly<Record<string, string>> = {
  keyword: 'tk', built_in: 'tk', literal: 'tk', name: 'tk', tag: '', 'selector-tag': 'tk', meta: 'tk', operator: '',
  string: 'ts', regexp: 'ts', char: 'ts', link: 'ts', code: 'ts',
  number: 'tn', symbol: 'tn', bullet: 'tn',
  comment: 'tc', doctag: 'tc', quote: 'tc',
  section: 'tf', 'selector-class': 'tt', 'selector-id': 'tt', 'selector-attr': 'tt', 'selector-pseudo': 'tt',
  type: 'tt', attr: 'tf', attribute: 'tf',
  addition: 'add', deletion: 'del',
};
