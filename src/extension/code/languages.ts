/** Names that models use for languages which the editor calls otherwise. */
const others = new Map<string, string>(
  Object.entries({
    bash: 'shellscript',
    sh: 'shellscript',
    shell: 'shellscript',
    zsh: 'shellscript',
    console: 'shellscript',
    ts: 'typescript',
    tsx: 'typescriptreact',
    js: 'javascript',
    mjs: 'javascript',
    cjs: 'javascript',
    jsx: 'javascriptreact',
    py: 'python',
    rb: 'ruby',
    rs: 'rust',
    cs: 'csharp',
    'c#': 'csharp',
    'c++': 'cpp',
    kt: 'kotlin',
    md: 'markdown',
    yml: 'yaml',
    ps1: 'powershell',
    docker: 'dockerfile',
    make: 'makefile',
    patch: 'diff',
  }),
);

/** The editor's id for a language as a model names it; undefined: plain text. */
export function languageId(named: string, known: readonly string[]): string | undefined {
  const name = named.toLowerCase();
  return [others.get(name), name].find((id) => id !== undefined && known.includes(id));
}
