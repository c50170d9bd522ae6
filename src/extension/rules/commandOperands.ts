import * as fs from 'node:fs';
import * as path from 'node:path';
import { isInside, isPresent, repositoryAt, type CommandContext } from './commandPlaces';
import type { Operand } from './commandTable';
import { realPathOf } from '../base/realPath';

/** A name, `origin/main`, `HEAD~2`, or two of them with dots between. */
const revision = /^\w[\w/-]*(\.\w[\w/-]*)*(~\d{0,4})?(\.{2,3}\w[\w/-]*(\.\w[\w/-]*)*(~\d{0,4})?)?$/;

/** Words that a runner may take for an order of its own instead of the name of a test. */
const orders =
  /^(add|audit|bisect|clean|create|delete|deploy|destroy|dev|dlx|eval|exec|fix|init|install|link|login|open|plugin|publish|push|release|remove|reset|rm|run|serve|start|ui|uninstall|unlink|update|upgrade|upload|watch|write|x)$/i;
const placeOfTests = /(^|[/._-])(tests?|specs?|__tests__|e2e|unit|integration)([/._-]|$)/i;

/** Whether a word that is no option may stand behind a command. */
export function isOperand(kind: Operand, word: string, context: CommandContext): boolean {
  switch (kind) {
    case 'none':
      return false;
    case 'text':
      return !word.startsWith('-');
    case 'program':
      return /^\w[\w.+-]*$/.test(word);
    case 'path':
      return isInside(word, context);
    case 'present path':
      return (
        isVisible(word) &&
        isInside(word, context) &&
        isPresent(word, context.folder) &&
        !isScript(word, context)
      );
    case 'revision':
      return revision.test(word) && isRevisionOrPath(word, context);
    case 'revision or path':
      return isRevisionOrPath(word, context);
    case 'revision or file of it':
      return isRevisionOrPath(word, context) || isFileOfRevision(word, context);
    case 'tests':
      return (
        !isScript(word, context) &&
        (isNameOfTests(word, context) || (/[/.]/.test(word) && isPlaceOfTests(word, context)))
      );
    case 'pytest tests':
      return isPlaceOfTests(word.replace(/(::\w+)+$/, ''), context);
    case 'go package':
      return /^\.(\/|$)/.test(word) && isInside(word.replace(/\/\.\.\.$/, '/.'), context);
    case 'rust test':
      return /^[A-Za-z_]\w*(::\w+)*$/.test(word);
  }
}

/** Git takes the word for either, so it has to be harmless as both. */
function isRevisionOrPath(word: string, context: CommandContext): boolean {
  if (!revision.test(word)) return isInside(word, context);
  // A file may be called so, and on Windows every file has a short name like that.
  if (word.includes('~') && isPresent(word, context.folder)) return false;
  return isInside(word.replace(/~\d*/g, ''), context);
}

/** HEAD:src/a.ts counts from the top of the repository, HEAD:./a.ts from the folder. */
function isFileOfRevision(word: string, context: CommandContext): boolean {
  const [at = '', file = '', more] = word.split(':');
  if (more !== undefined || !revision.test(at) || file === '' || file.startsWith('/')) return false;
  return isInside(file, context) && (file.startsWith('./') || isTopOfRepository(context.folder));
}

function isTopOfRepository(folder: string): boolean {
  const repository = repositoryAt(folder);
  return typeof repository === 'object' && repository.top === realPathOf(folder);
}

/** A word that runners look for in names and paths of tests; neither a file that would be run nor an order. */
function isNameOfTests(word: string, context: CommandContext): boolean {
  if (!/^\w[\w-]*$/.test(word) || orders.test(word) || !isInside(word, context)) return false;
  return !namesIn(context.folder).some((name) => name.toLowerCase().split('.')[0] === word.toLowerCase());
}

function isPlaceOfTests(word: string, context: CommandContext): boolean {
  return placeOfTests.test(word) && isVisible(word) && isInside(word, context);
}

/** Neither hidden nor of a package that somebody else wrote. */
function isVisible(word: string): boolean {
  return word
    .replace(/^\.\//, '')
    .split('/')
    .every((part) => !part.startsWith('.') && part.toLowerCase() !== 'node_modules');
}

/** A runner of scripts would run another one by its name. */
function isScript(word: string, { folder }: CommandContext): boolean {
  return scriptNames(folder).some((name) => name === word || name.startsWith(`${word}:`));
}

function scriptNames(folder: string): readonly string[] {
  try {
    const manifest: unknown = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
    const scripts =
      typeof manifest === 'object' && manifest !== null && 'scripts' in manifest && manifest.scripts;
    return typeof scripts === 'object' && scripts !== null ? Object.keys(scripts) : [];
  } catch {
    return []; // no scripts that could be meant
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    return []; // nothing there that could be run
  }
}
