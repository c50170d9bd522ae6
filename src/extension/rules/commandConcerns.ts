import type { Concern } from '../../protocol/requests';
import { nameOf } from './commandRunners';
import { type ShellCommand, shellCommands, type ShellStyle } from './shellCommands';

/** What a program is known for, by its name, or by its name and its verb. */
const known: readonly (readonly [Concern, string])[] = [
  ['escalates', 'sudo su doas pkexec runas gsudo'],
  [
    'removes',
    'rm rmdir unlink shred srm truncate dd mkfs wipefs del erase rd Remove-Item ri git-clean git-reset git-checkout git-restore git-stash-drop git-branch-D docker-rm docker-rmi docker-prune kubectl-delete terraform-destroy',
  ],
  [
    'sends',
    'curl wget ssh scp sftp rsync nc ncat telnet ftp git-push npm-publish yarn-publish pnpm-publish cargo-publish gem-push twine gh docker-push Invoke-WebRequest iwr Invoke-RestMethod irm',
  ],
  [
    'installs',
    'npx pnpx bunx uvx pipx npm-exec pnpm-dlx yarn-dlx npm-install npm-i npm-ci npm-add yarn-add yarn-install pnpm-add pnpm-install pip-install pip3-install uv-add cargo-install go-install gem-install brew-install apt-install apt-get-install dnf-install apk-add winget-install choco-install',
  ],
  ['ends', 'kill pkill killall taskkill Stop-Process shutdown reboot'],
];

const byName = new Map(
  known.flatMap(([concern, names]) => names.split(' ').map((name) => [name.toLowerCase(), concern])),
);

/**
 * What speaks for a second look at a command line, the gravest first. It is for the eye alone: what it does not know
 * it says nothing of, and nothing is allowed because of it.
 */
export function commandConcerns(line: string, style: ShellStyle): readonly Concern[] {
  const { commands, isBroken } = shellCommands(line, style);
  const found = new Set(commands.filter(({ isUnsure }) => !isUnsure).flatMap(concernsOf));
  if (writesFile(line)) found.add('writes');
  if (isBroken) found.add('unclear');
  return order.filter((concern) => found.has(concern));
}

const order: readonly Concern[] = ['escalates', 'removes', 'sends', 'installs', 'ends', 'writes', 'unclear'];

function concernsOf({ words }: ShellCommand): readonly Concern[] {
  const texts = words.map(({ text }) => text);
  const program = texts.findIndex((text) => !/^\w+=/.test(text));
  const name = nameOf(texts[program] ?? '');
  const rest = texts.slice(program + 1);
  const verb = verbOf(name, rest)?.toLowerCase();
  const direct = byName.get(name) ?? (verb && byName.get(`${name}-${verb}`));
  const own = direct ? [direct] : [];
  if (words[program]?.isOpaque) return ['unclear'];
  // What comes behind these is a command of its own.
  if (/^(?:sudo|doas|env|nohup|time|xargs|nice|command|exec)$/.test(name) && verb !== undefined) {
    const at = rest.findIndex((text) => !text.startsWith('-') && !/^\w+=/.test(text));
    const inner = words.slice(program + 1 + at);
    return at < 0 ? own : [...own, ...concernsOf({ words: inner, text: '', isUnsure: false })];
  }
  if (name === 'find') return [...own, ...concernsOfFind(words)];
  if (interpreters.test(name) && rest.some((text) => inlineCode.test(text))) return [...own, 'unclear'];
  if (/^(?:ba|z|da|k)?sh$|^(?:pwsh|powershell|cmd|eval|iex)$/.test(name)) return [...own, 'unclear'];
  if (name === 'sed' && rest.some((text) => /^-[a-z]*i|^--in-place/.test(text))) return [...own, 'writes'];
  if (/^(?:tee|mv|cp|install|ln|chmod|chown)$/.test(name)) return [...own, 'writes'];
  return own;
}

const interpreters = /^(?:python[\d.]*|node|deno|bun|perl|ruby|php|lua|osascript)$/;
/** Code that stands in the line itself. */
const inlineCode = /^(?:-[a-z]*[cepr]|--eval|--print|eval)$/i;

/** Git takes options with a value in front of its verb. */
function verbOf(name: string, rest: readonly string[]): string | undefined {
  const valued = name === 'git' ? /^-[Cc]$|^--(?:git-dir|work-tree|namespace|exec-path)$/ : undefined;
  return rest.find((text, at) => !text.startsWith('-') && !valued?.test(rest[at - 1] ?? ''));
}

function concernsOfFind(words: ShellCommand['words']): readonly Concern[] {
  if (words.some(({ text }) => text === '-delete')) return ['removes'];
  const at = words.findIndex(({ text }) => /^-(?:exec|ok)(?:dir)?$/.test(text));
  return at < 0 ? [] : concernsOf({ words: words.slice(at + 1), text: '', isUnsure: false });
}

/** `2>&1` and what goes nowhere write no file. */
function writesFile(line: string): boolean {
  const bare = line.replaceAll(/"(?:\\.|[^"\\])*"|'[^']*'/g, '""');
  return /(?<![=<-])>{1,2}(?!&)\|?\s*(?!\/dev\/null\b|\$null\b|nul\b)\S/i.test(
    bare.replaceAll(/\d?>&\d/g, ''),
  );
}
