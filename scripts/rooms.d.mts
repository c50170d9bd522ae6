export const rooms: Readonly<Record<'sdk' | 'extension' | 'webview', readonly string[]>>;
