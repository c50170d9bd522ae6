/** What a word that is no option may be. */
export type Operand =
  /** Nothing: the words of the pattern say it all. */
  | 'none'
  /** Any plain word. */
  | 'text'
  /** The name of a program. */
  | 'program'
  /** A file or folder inside the folder. */
  | 'path'
  /** The same, as long as it is there. */
  | 'present path'
  /** A revision of git, or a file or folder. */
  | 'revision or path'
  /** A revision of git, or a file of one, as in HEAD:src/a.ts. */
  | 'revision or file of it'
  | 'revision'
  /** A word to choose tests by, or a place of tests. */
  | 'tests'
  /** A place of tests, perhaps with the name of one behind it. */
  | 'pytest tests'
  /** A package of Go inside the folder. */
  | 'go package'
  /** The name of a test in Rust. */
  | 'rust test';

export interface Syntax {
  /**
   * Each option in its exact spelling: `--name`, `--name=<kind>`, `--name <kind>` for a word of its own, `a|b` for
   * one of some words, and `-{abc}` for these letters, alone or together.
   */
  readonly options: string;
  readonly operands: Operand;
}

export interface Verb extends Syntax {
  /** What a pattern keeps; `<test>`, `<lint>` and `<build>` stand for a script with such a name. */
  readonly words: string;
  /** What may follow `--`; without it `--` may not stand there. */
  readonly afterDashes?: Syntax;
  /** Whether it only reads, or runs what the folder's files say. */
  readonly does: 'reads' | 'runs';
}

const colour = '--color --no-color --color=always|never|auto';

const diffOptions = `${colour} -p -u --patch -s --no-patch --stat --shortstat --numstat --compact-summary --summary
  --name-only --name-status --raw --full-index --abbrev --abbrev=<number> -U<number> --unified=<number> -w -b -W
  --ignore-all-space --ignore-space-change --ignore-blank-lines --function-context --minimal --patience --histogram
  --diff-algorithm=default|myers|minimal|patience|histogram --word-diff --word-diff=color|plain|porcelain|none
  --diff-filter=<letters> -M --find-renames --no-renames --no-prefix --no-ext-diff --no-textconv`;

const logOptions = `--oneline --graph --decorate --no-decorate --decorate=short|full|no|auto --abbrev-commit
  --pretty=oneline|short|medium|full|fuller|reference|raw --format=oneline|short|medium|full|fuller|reference|raw
  --date=relative|local|iso|iso-strict|rfc|short|raw|human|unix|default`;

const walkOptions = `--all --branches --tags --remotes -n<number> -<number> --max-count=<number> --skip=<number>
  --since=<word> --after=<word> --until=<word> --before=<word> --author=<word> --committer=<word> --grep=<word>
  -i --merges --no-merges --first-parent --reverse --topo-order --date-order`;

const walkWithWords = `-n <number> --since <text> --after <text> --until <text> --before <text> --author <text>
  --committer <text> --grep <text>`;

const paths = { options: '', operands: 'path' } as const;

const pytestOptions = `-{vqxsl} --verbose --quiet --exitfirst -k <name> -m <name> --lf --last-failed --ff --failed-first
  --sw --stepwise --tb=auto|long|short|line|native|no --maxfail=<number> --durations=<number> --co --collect-only
  --strict-markers --no-header --no-summary --showlocals --color=yes|no|auto`;

const cargoOptions = `-q --quiet -v --verbose --workspace --all --all-targets --all-features --no-default-features
  --release --lib --bins --tests --benches --examples --locked --offline --frozen -p <name> --package <name>
  --package=<word> --features <name> --features=<word> --test <name> --bin <name> --keep-going -j<number>`;

/**
 * Every command that a rule can allow with other words behind it. A line here is a promise: none of its options runs
 * a program, writes where it is told, reaches out or reads outside the folder.
 */
export const verbs: readonly Verb[] = [
  { words: 'echo', options: '-n', operands: 'text', does: 'reads' },
  { words: 'pwd', options: '-P -L', operands: 'none', does: 'reads' },
  { words: 'whoami', options: '', operands: 'none', does: 'reads' },
  { words: 'uname', options: '-{asnrvmpio}', operands: 'none', does: 'reads' },
  { words: 'which', options: '-a', operands: 'program', does: 'reads' },
  { words: 'ls', options: '-{aAlhtrSR1dFpisn}', operands: 'path', afterDashes: paths, does: 'reads' },
  { words: 'wc', options: '-{lwcmL}', operands: 'path', afterDashes: paths, does: 'reads' },
  { words: 'cat', options: '-{nb}', operands: 'path', afterDashes: paths, does: 'reads' },
  {
    words: 'head',
    options: '-<number> -n<number> -n <number> -c <number> --lines=<number> -q -v',
    operands: 'path',
    afterDashes: paths,
    does: 'reads',
  },
  {
    words: 'tail',
    options: '-<number> -n<number> -n <number> -c <number> --lines=<number> -q -v',
    operands: 'path',
    afterDashes: paths,
    does: 'reads',
  },
  {
    words: 'git status',
    options: `-{sb} --short --branch --long --show-stash --porcelain --porcelain=v1|v2 -uno -unormal -uall
      --untracked-files=no|normal|all --ignored --ahead-behind --no-ahead-behind --renames --no-renames`,
    operands: 'path',
    afterDashes: paths,
    does: 'reads',
  },
  {
    words: 'git diff',
    options: `${diffOptions} --cached --staged --merge-base --exit-code --quiet --check`,
    operands: 'revision or path',
    afterDashes: paths,
    does: 'reads',
  },
  {
    words: 'git log',
    options: `${diffOptions} ${logOptions} ${walkOptions} ${walkWithWords} --follow`,
    operands: 'revision or path',
    afterDashes: paths,
    does: 'reads',
  },
  {
    words: 'git show',
    options: `${diffOptions} ${logOptions}`,
    operands: 'revision or file of it',
    afterDashes: paths,
    does: 'reads',
  },
  {
    words: 'git blame',
    options:
      '-L <lines> -w -M -C -s -e -l -t --date=relative|iso|short|human|unix --porcelain --line-porcelain',
    operands: 'revision or path',
    afterDashes: paths,
    does: 'reads',
  },
  {
    words: 'git branch',
    options: `-{arv} --all --remotes --verbose --list --show-current ${colour} --merged <revision>
      --no-merged <revision> --contains <revision> --no-contains <revision>`,
    operands: 'none',
    does: 'reads',
  },
  {
    words: 'git rev-parse',
    options: `--abbrev-ref --short --short=<number> --verify -q --quiet --symbolic-full-name --show-toplevel
      --show-prefix --show-cdup --git-dir --absolute-git-dir --git-common-dir --is-inside-work-tree
      --is-inside-git-dir --is-bare-repository --is-shallow-repository`,
    operands: 'revision',
    does: 'reads',
  },
  {
    words: 'git ls-files',
    options:
      '-{cdmosu} --cached --deleted --modified --others --stage --unmerged --exclude-standard --full-name',
    operands: 'path',
    afterDashes: paths,
    does: 'reads',
  },
  {
    words: 'git describe',
    options: '--tags --all --always --long --abbrev=<number> --dirty --contains --exact-match --first-parent',
    operands: 'revision',
    does: 'reads',
  },
  {
    words: 'git shortlog',
    options: `-{sne} --summary --numbered --email ${walkOptions}`,
    operands: 'revision or path',
    afterDashes: paths,
    does: 'reads',
  },
  ...['npm', 'pnpm', 'yarn'].flatMap((runner) => scriptsOf(runner)),
  ...['pytest', 'python -m pytest', 'python3 -m pytest'].map((words): Verb => ({
    words,
    options: pytestOptions,
    operands: 'pytest tests',
    does: 'runs',
  })),
  ...['check', 'build', 'clippy'].map((verb): Verb => ({
    words: `cargo ${verb}`,
    options: cargoOptions,
    operands: 'none',
    does: 'runs',
  })),
  {
    words: 'cargo test',
    options: `${cargoOptions} --no-run --no-fail-fast --doc`,
    operands: 'rust test',
    afterDashes: {
      options: '--nocapture --ignored --include-ignored --exact --list -q --quiet --test-threads=<number>',
      operands: 'rust test',
    },
    does: 'runs',
  },
  { words: 'cargo fmt --check', options: '--all -v -q', operands: 'none', does: 'runs' },
  {
    words: 'go test',
    options: `-v -race -short -failfast -cover -count=<number> -run <name> -run=<word> -timeout=<duration>
      -timeout <duration> -parallel=<number>`,
    operands: 'go package',
    does: 'runs',
  },
  { words: 'go vet', options: '-v', operands: 'go package', does: 'runs' },
];

function scriptsOf(runner: string): readonly Verb[] {
  const tests = { options: '', operands: 'tests' } as const;
  // The others hand every option behind the script's name on to it.
  const script = { options: runner === 'npm' ? '-s --silent --if-present' : '', does: 'runs' } as const;
  return [
    { ...script, words: `${runner} test`, operands: 'tests', afterDashes: tests },
    { ...script, words: `${runner} run <test>`, operands: 'tests', afterDashes: tests },
    {
      ...script,
      words: `${runner} run <lint>`,
      operands: 'present path',
      afterDashes: { options: '', operands: 'present path' },
    },
    { ...script, words: `${runner} run <build>`, operands: 'none' },
  ];
}
