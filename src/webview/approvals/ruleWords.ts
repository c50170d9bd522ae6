import type { ComponentChild } from 'preact';
import type { AllowScope, DenyOffer, PastDecision, Rehearsal, RuleWords } from '../../protocol/approvals';
import { permissionModeWords } from '../../protocol/choiceWords';
import type { PermissionMode } from '../../protocol/composer';
import { key, plural, rich, t } from '../base/l10n';

type Until = AllowScope['until'];

/** A wider way to allow, as a sentence; the thing itself stands out. */
export function scopeSentence(
  rule: RuleWords,
  until: Until,
  mark: (name: string) => ComponentChild,
): ComponentChild[] {
  const name = nameOf(rule);
  const sentence = (sentences: Sentences) => sentences[until] ?? sentences.folder;
  switch (rule.kind) {
    case 'command':
      return rich(sentence(rule.isExact ? exactCommand : knownCommand), mark(name));
    case 'write':
      return rule.path === '' ? rich(sentence(everyChange)) : rich(sentence(changesTo), mark(name));
    case 'read':
      return rule.path === '' ? rich(sentence(everyRead)) : rich(sentence(readsOf), mark(name));
    case 'url':
      return rich(sentence(pagesOf), mark(name));
    case 'mcp':
    case 'tool':
      return rich(sentence(thing), mark(name));
  }
}

/** Only commands are offered for every folder. */
type Sentences = Readonly<Record<Exclude<Until, 'everywhere'>, string>> & { readonly everywhere?: string };

const thing: Sentences = {
  session: key('Allow {0} in this session'),
  folder: key('Allow {0} in this folder'),
};
const knownCommand: Sentences = {
  session: key('Allow {0} with known options in this session'),
  folder: key('Allow {0} with known options in this folder'),
  everywhere: key('Allow {0} with known options in every folder'),
};
const exactCommand: Sentences = {
  session: key('Allow exactly {0} in this session'),
  folder: key('Allow exactly {0} in this folder'),
};
const everyChange: Sentences = {
  session: key('Allow changes to source and text files in this session'),
  folder: key('Allow changes to source and text files in this folder'),
};
const changesTo: Sentences = {
  session: key('Allow changes to {0} in this session'),
  folder: key('Allow changes to {0} in this folder'),
};
const everyRead: Sentences = {
  session: key('Allow reads in this session, except keys and passwords'),
  folder: key('Allow reads in this folder, except keys and passwords'),
};
const readsOf: Sentences = {
  session: key('Allow reads of {0} in this session'),
  folder: key('Allow reads of {0} in this folder'),
};
const pagesOf: Sentences = {
  session: key('Allow pages of {0} in this session'),
  folder: key('Allow pages of {0} in this folder'),
};

/** What would be forbidden from now on, as a sentence. */
export function denySentence(
  { rule, until }: DenyOffer,
  mark: (name: string) => ComponentChild,
): ComponentChild[] {
  return rich((rule.kind === 'url' ? neverFetch : neverRun)[until], mark(nameOf(rule)));
}

const neverRun: Readonly<Record<DenyOffer['until'], string>> = {
  folder: key('Never {0} in this folder'),
  everywhere: key('Never {0} in any folder'),
};
const neverFetch: Readonly<Record<DenyOffer['until'], string>> = {
  folder: key('Never fetch from {0} in this folder'),
  everywhere: key('Never fetch from {0} in any folder'),
};

/** What a saved rule allows or forbids, for a table. */
export function ruleSentence(rule: RuleWords, mark: (name: string) => ComponentChild): ComponentChild[] {
  const name = nameOf(rule);
  switch (rule.kind) {
    case 'command':
      return rule.isExact
        ? rich('Run exactly {0}', mark(name))
        : rich('Run {0} with known options', mark(name));
    case 'write':
      return rule.path === '' ? [t('Change source and text files')] : rich('Change {0}', mark(name));
    case 'read':
      return rule.path === '' ? [t('Read files, except keys and passwords')] : rich('Read {0}', mark(name));
    case 'url':
      return rich('Fetch from {0}', mark(name));
    case 'mcp':
      return rich('Use {0} of {1}', mark(rule.tool), mark(rule.server));
    case 'tool':
      return rich('Use {0}', mark(name));
  }
}

/** Which permission mode let something run without asking; that of an earlier version is not known. */
export function modeWords(mode: PermissionMode | undefined): string {
  return mode
    ? t('Allowed by the permission mode “{0}”', t(permissionModeWords[mode].label))
    : t('Allowed by the permission mode');
}

/** What a rule forbids, for a table. */
export function forbidSentence(rule: RuleWords, mark: (name: string) => ComponentChild): ComponentChild[] {
  const name = mark(nameOf(rule));
  if (rule.kind === 'command') return rich('Never run {0}', name);
  return rule.kind === 'url' ? rich('Never fetch from {0}', name) : rich('Never use {0}', name);
}

type MadeForYou = Exclude<PastDecision['by'], 'you' | 'rule'>;

/** What let something run without asking, other than a rule. */
export function madeForYouWords(by: MadeForYou, mode: PermissionMode | undefined): string {
  switch (by) {
    case 'mode':
      return modeWords(mode);
    case 'sandbox':
      return t('Allowed in the sandbox');
    case 'hook':
      return t('Allowed by a hook');
    case 'editor':
      return t('Allowed, since it tells only what you see in the editor');
    case 'elsewhere':
      return t('Allowed in another client of this session');
    case 'cli':
      return t('The CLI did not ask');
  }
}

function nameOf(rule: RuleWords): string {
  switch (rule.kind) {
    case 'command':
      return rule.text;
    case 'write':
    case 'read':
      return rule.path;
    case 'url':
      return rule.host;
    case 'mcp':
      return rule.tool;
    case 'tool':
      return rule.name;
  }
}

/** What is saved, where, until when, and how far it reaches. */
export function scopeDetail(scope: AllowScope, folder: string): string {
  const reach = reachOf(scope.rule, folder);
  const kept =
    scope.until === 'session'
      ? t('Kept in memory, ends with this session.')
      : scope.until === 'everywhere'
        ? t('Saved for every folder until you revoke it.')
        : t('Saved for {0} until you revoke it.', folder);
  return [kept, reach, scope.until === 'folder' ? rehearsalSentence(scope.rehearsal) : '']
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** Where a rule ends that one might think wider. */
export function reachOf(rule: RuleWords, folder: string): string {
  if (rule.kind === 'command' && !rule.isExact)
    return t(
      'Only known options, and files of {0} that are no keys or passwords. A test or script runs what its files say at that time.',
      folder,
    );
  if (rule.kind === 'write')
    return t('Only source and text files of {0}. What runs or steers something later still asks.', folder);
  if (rule.kind === 'read') return t('Only files of {0} that are no keys or passwords.', folder);
  return '';
}

export function rehearsalSentence({ of, requests }: Rehearsal): string {
  if (of === 0) return '';
  return t('It would have allowed {0} of your last {1} requests.', requests.length, of);
}

/** How many of those that a rule would have allowed the person had denied. */
export function deniedSentence({ requests }: Rehearsal): string {
  const denied = requests.filter((one) => one.wasDenied).length;
  return denied === 0 ? '' : plural(denied, 'You had denied {0} of those.', 'You had denied {0} of those.');
}
