import type { ContextItem } from '../../protocol/toView';
import { key, plural, t } from '../base/l10n';
import { attachmentIcon } from './chipWords';
import { addressIn, type Token } from './mentions';

/** A row of the list, ready to be drawn and to be taken. */
export interface Row {
  readonly group: string;
  readonly icon: string;
  readonly label: string;
  readonly detail: string;
  readonly marks: readonly number[];
  /** Stands in the message in the place of what was typed. */
  readonly insert: string;
  /** What the host is told, for what becomes an attachment. */
  readonly pick: { readonly kind: string; readonly value: string; readonly label: string } | undefined;
  /** There is nothing to take: its detail says so. */
  readonly isEmpty: boolean;
}

const groups: Readonly<Record<ContextItem['group'], string>> = {
  editors: key('Open editors'),
  files: key('Files and folders'),
  symbols: key('Symbols'),
  more: key('More'),
  tools: key('Tools of the agent'),
  own: key('Flight Deck'),
  prompts: key('Prompt files'),
  skills: key('Skills'),
  cli: key('Copilot CLI'),
};

export function rowsOf(items: readonly ContextItem[], { trigger, query }: Token): readonly Row[] {
  const address = trigger === '@' ? addressIn(query) : undefined;
  if (address) return [addressRow(address)];
  return items.flatMap((item) => {
    if (item.label === '') return moreRow(item, query.toLowerCase());
    const { group, label, detail, marks, kind, value } = item;
    const pick = kind === 'command' ? undefined : { kind, value, label };
    const words = group === 'own' ? ownCommand(value) : detail;
    const shown = kind === 'command' ? `/${label}` : label;
    return [
      {
        group: t(groups[group]),
        icon: kind === 'command' ? commandIcon(group) : rowIcon(kind),
        label: shown,
        detail: words,
        marks: kind === 'command' ? marks.map((at) => at + 1) : marks,
        insert: kind === 'command' ? shown : `${trigger}${label}`,
        pick,
        isEmpty: false,
      },
    ];
  });
}

/** What has a word instead of a name is found by that word, and by its English one that stands in the message. */
function moreRow(item: ContextItem, query: string): readonly Row[] {
  const { kind, value, count } = item;
  const label = moreLabel(kind);
  const word = kind === 'selection' ? 'selection' : kind;
  const at = label.toLowerCase().indexOf(query);
  const isNamed = at >= 0 || word.startsWith(query) || item.detail.toLowerCase().includes(query);
  if (query !== '' && !isNamed) return [];
  const isEmpty = count === 0;
  if (isEmpty && query === '') return [];
  const detail = isEmpty ? emptyDetail(kind) : moreDetail(item);
  const marks = at < 0 ? [] : Array.from({ length: query.length }, (_, index) => at + index);
  return [
    {
      group: t(groups.more),
      icon: rowIcon(kind),
      label,
      detail,
      marks,
      insert: `@${word}`,
      pick: { kind, value, label: kind === 'problems' && count ? t('Problems, {0}', count) : label },
      isEmpty,
    },
  ];
}

function addressRow(address: string): Row {
  return {
    group: t('Web page'),
    icon: 'globe',
    label: address,
    detail: t('The agent asks before it reads it'),
    marks: [],
    insert: address,
    pick: undefined,
    isEmpty: false,
  };
}

function moreLabel(kind: ContextItem['kind']): string {
  switch (kind) {
    case 'problems':
      return t('Problems');
    case 'terminal':
      return t('Terminal output');
    case 'changes':
      return t('Changes in Git');
    case 'editors':
      return t('All open editors');
    default:
      return t('Selection');
  }
}

function moreDetail({ kind, count, detail }: ContextItem): string {
  if (kind === 'problems') return plural(count ?? 0, '{0} in this workspace', '{0} in this workspace');
  if (kind === 'changes' && count) return plural(count, '1 file', '{0} files');
  if (kind === 'editors') return plural(count ?? 0, '1 file', '{0} files');
  return detail;
}

function emptyDetail(kind: ContextItem['kind']): string {
  switch (kind) {
    case 'problems':
      return t('None reported');
    case 'terminal':
      return t('No command has run in a terminal yet');
    case 'changes':
      return t('Nothing has changed since the last commit');
    case 'editors':
      return t('None open');
    default:
      return t('Nothing is selected');
  }
}

/** Our own commands; the descriptions of the others come with them. */
export function ownCommand(name: string): string {
  switch (name) {
    case 'new':
      return t('Start a new session');
    case 'clear':
      return t('Start a new session; this one stays in the list');
    case 'btw':
      return t('Ask something beside the conversation, also while the agent works');
    case 'model':
      return t('Choose the model');
    case 'permissions':
      return t('Choose what the agent may do without asking');
    case 'attach':
      return t('Attach files');
    case 'help':
      return t('Show all commands and signs');
    default:
      return '';
  }
}

function commandIcon(group: ContextItem['group']): string {
  if (group === 'prompts') return 'file-text';
  if (group === 'skills') return 'lightbulb';
  return group === 'own' ? 'rocket' : 'terminal';
}

function rowIcon(kind: ContextItem['kind']): string {
  if (kind === 'editors') return 'files';
  return kind === 'command' ? 'terminal' : attachmentIcon(kind);
}
