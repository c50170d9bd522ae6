import * as crypto from 'node:crypto';

export interface PageOptions {
  readonly scriptUri: string;
  /** What that script asks for as soon as it runs; the browser fetches both together. */
  readonly nextScriptUri?: string;
  readonly styleUri: string;
  readonly cspSource: string;
  readonly title: string;
  readonly language: string;
  /** Translations by English text; undefined in English. */
  readonly l10n: Readonly<Record<string, unknown>> | undefined;
  readonly platform: 'mac' | 'windows' | 'linux';
}

/** The page around the bundled script: nothing from outside, no inline code. */
export function pageHtml(options: PageOptions): string {
  const nonce = crypto.randomBytes(16).toString('base64');
  const { scriptUri, nextScriptUri, styleUri, cspSource, title, language, l10n, platform } = options;
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    `font-src ${cspSource}`,
    `img-src ${cspSource} data:`,
  ].join('; ');
  const preload = nextScriptUri
    ? `\n<link rel="preload" as="script" nonce="${nonce}" href="${escape(nextScriptUri)}">`
    : '';
  return `<!DOCTYPE html>
<html lang="${escape(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escape(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<link rel="stylesheet" href="${escape(styleUri)}">${preload}
</head>
<body data-platform="${platform}" data-l10n="${escape(JSON.stringify(l10n ?? {}))}">
<div id="root"></div>
<script nonce="${nonce}" src="${escape(scriptUri)}"></script>
</body>
</html>`;
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
