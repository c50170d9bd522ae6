/** A program that runs the one named behind its own options. */
export interface Wrapper {
  /** Its options that take the next word with them. */
  readonly valued: readonly string[];
  /** How many words of its own stand before the program. */
  readonly operands: number;
}

const wrappers: readonly (readonly [names: string, valued: string, operands: number])[] = [
  ['env', '-u --unset -C --chdir', 0],
  ['sudo doas', '-u --user -g --group -h --host -p --prompt -C -D --chdir -R -r -t -T -U', 0],
  ['xargs', '-I -n -P -L -s -d -E -a --max-args --max-procs --replace --delimiter --arg-file', 0],
  ['nice', '-n --adjustment', 0],
  ['ionice', '-c -n', 0],
  ['timeout', '-s -k --signal --kill-after', 1],
  ['time', '-f -o --format --output', 0],
  ['stdbuf', '-i -o -e', 0],
  ['exec', '-a', 0],
  ['nohup setsid command builtin caffeinate busybox call start unbuffer noglob nocorrect', '', 0],
  // Words of a shell that stand before a command.
  ['if then elif else while until do ! coproc', '', 0],
];

export function wrapperOf(program: string): Wrapper | undefined {
  const found = wrappers.find(([names]) => names.split(' ').includes(program));
  return found && { valued: found[1].split(' ').filter((option) => option !== ''), operands: found[2] };
}

/** Options of a program that stand before its verb and take the next word with them. */
const globals: readonly (readonly [names: string, valued: string])[] = [
  ['git', '-C -c --git-dir --work-tree --namespace --super-prefix --config-env --attr-source'],
  ['npm', '--prefix -C -w --workspace --registry --userconfig --globalconfig --loglevel --cache --tag --otp'],
  ['pnpm', '-C --dir --filter -F --registry --loglevel --reporter --tag --otp'],
  ['yarn', '--cwd --registry --modules-folder --cache-folder'],
  ['cargo', '--config -Z -C --color'],
  ['docker', '-H --host -c --context --config -l --log-level'],
  ['gh', '-R --repo'],
  ['kubectl', '-n --namespace --context --cluster --user -s --server --kubeconfig'],
];

/** The options of a program whose globals are all known; undefined where any option may take a word along. */
export function globalsOf(program: string): readonly string[] | undefined {
  return globals.find(([name]) => name === program)?.[1].split(' ');
}

/** Other names of a verb. */
const aliases: readonly (readonly [programs: string, verb: string, names: string])[] = [
  ['npm pnpm yarn', 'install', 'i in ins inst insta instal isnt isnta isntal isntall add'],
  ['npm pnpm yarn', 'uninstall', 'un unlink remove rm r'],
  ['npm pnpm yarn', 'run', 'run-script rum urn'],
  ['npm pnpm yarn', 'exec', 'x'],
  ['cargo', 'build', 'b'],
  ['cargo', 'run', 'r'],
  ['cargo', 'remove', 'rm'],
  ['git', 'push', 'send-pack'],
];

export function isOtherNameOf(program: string, verb: string, word: string): boolean {
  return aliases.some(
    ([programs, name, names]) =>
      programs.split(' ').includes(program) && name === verb && names.split(' ').includes(word),
  );
}

/** Programs, and verbs of git, that run nothing of what stands behind them. */
const inert =
  `: [ [[ basename cat cd chmod cp cut date diff dirname echo egrep exit false fgrep file get-childitem
  get-content grep head jq ls mkdir mv printf pwd read readlink realpath return rm rmdir select-string set-content sleep
  stat tail tee test touch tr tree true type uniq wc where which write-host write-output`.split(/\s+/);
const inertVerbs = `add am apply blame branch checkout cherry-pick clean commit describe init log merge mv
  ls-files remote reset restore rev-parse revert rm show stash status switch tag worktree`.split(/\s+/);

export function isInert(program: string, verb: string | undefined): boolean {
  return program === 'git' ? verb !== undefined && inertVerbs.includes(verb) : inert.includes(program);
}

const shells = ['sh', 'bash', 'zsh', 'dash', 'ksh', 'ash', 'fish', 'su'];
const powerShells = ['powershell', 'pwsh'];
const interpreters = /^(python[\d.]*|node|nodejs|deno|bun|perl|ruby|php|lua|osascript)$/;

export type Runner = 'shell' | 'powershell' | 'cmd' | 'eval' | 'interpreter' | undefined;

/** Programs that run what they are told in a language. */
export function runnerOf(program: string): Runner {
  if (shells.includes(program)) return 'shell';
  if (powerShells.includes(program)) return 'powershell';
  if (program === 'cmd') return 'cmd';
  if (['eval', 'iex', 'invoke-expression'].includes(program)) return 'eval';
  return interpreters.test(program) ? 'interpreter' : undefined;
}
