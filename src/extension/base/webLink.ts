const opened = new Set(['http:', 'https:', 'mailto:']);

/**
 * The address as a browser reads it, every escape kept; undefined for anything but web and mail, which may run
 * something (`command:`, `vscode:`, `file:`).
 */
export function webLink(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol, href } = new URL(address);
  return opened.has(protocol) ? href : undefined;
}
