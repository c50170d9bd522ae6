export type Theme = 'dark' | 'light' | 'hc' | 'hc-light';

export interface HtmlOptions {
  readonly theme?: Theme;
  readonly platform?: 'mac' | 'windows' | 'linux';
  readonly dir?: 'ltr' | 'rtl';
  /** Which page; the chat if not said. */
  readonly name?: 'webview' | 'approvals';
  readonly l10n?: Readonly<Record<string, string>>;
}

export const bodyClass: Readonly<Record<Theme, string>> = {
  dark: 'vscode-dark',
  light: 'vscode-light',
  hc: 'vscode-high-contrast',
  'hc-light': 'vscode-high-contrast-light vscode-high-contrast',
};
/** What the host would put around the built page. */
export function pageHtml(origin: string, options: HtmlOptions): string {
  const { theme = 'dark', dir = 'ltr', platform = 'linux', name = 'webview', l10n } = options;
  const policy = `default-src 'none'; script-src 'nonce-test'; style-src ${origin}; font-src ${origin}; img-src ${origin} data:`;
  const words = l10n
    ? ` data-l10n="${JSON.stringify(l10n).replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`
    : '';
  const preload =
    name === 'webview' ? `<link rel="preload" as="script" nonce="test" href="${origin}/markdown.js">` : '';
  return `<!DOCTYPE html><html lang="en" dir="${dir}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}"><title>Flight Deck chat</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="${origin}/themes/${theme}.css"><link rel="stylesheet" href="${origin}/themes/defaults.css"><link rel="stylesheet" href="${origin}/${name}.css">${preload}
</head><body class="${bodyClass[theme]}" data-platform="${platform}"${words}><div id="root"></div>
<script nonce="test">(${String(standIn)})()</script>
<script nonce="test" src="${origin}/${name}.js"></script></body></html>`;
}

/** Runs in the page before its own script: what the editor would provide. */
function standIn(): void {
  const target = window as unknown as { wishes: unknown[]; acquireVsCodeApi: unknown };
  target.wishes = [];
  target.acquireVsCodeApi = () => ({
    postMessage: (wish: unknown) => target.wishes.push(structuredClone(wish)),
  });
}
