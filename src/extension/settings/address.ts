/**
 * One spelling for each address, so that a key is found again and never goes to another one: scheme and host in
 * small letters, no usual port, no slash at the end. Undefined for what is no web address, and for one that names
 * a user, which is there to be taken for a host.
 */
export function addressOf(text: string): string | undefined {
  if (!URL.canParse(text.trim())) return undefined;
  const url = new URL(text.trim());
  if (!/^https?:$/.test(url.protocol) || url.hostname === '') return undefined;
  if (url.username !== '' || url.password !== '') return undefined;
  url.hash = '';
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}${url.search}`;
}

/** The host as it is really asked, for a person to read. */
export function hostOf(text: string): string {
  return URL.canParse(text.trim()) ? new URL(text.trim()).host : text;
}

const octet = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const loopback = new RegExp(
  `^(?:https?://)?(?:127(?:\\.${octet}){3}|localhost|\\[::1\\])(?::\\d{1,5})?(?:[/?#].*)?$`,
  'i',
);

/**
 * Whether an address of a CLI (`port`, `host:port`, `http://host:port`) or of a service is on this machine. Other
 * names are not looked up: one that leads here today may lead elsewhere when the key is sent.
 */
export function isLoopback(text: string): boolean {
  const bare = text.trim();
  return /^\d{1,5}$/.test(bare) || loopback.test(bare); // a port alone is one of this machine
}

/** Whether whoever is on the way could read what is sent there. */
export function isReadableOnTheWay(text: string): boolean {
  return /^http:/i.test(text.trim()) && !isLoopback(text);
}
