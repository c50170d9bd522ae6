// The rooms of each layer, lowest first: a file imports only from its own room and from those before it.
// What each holds is told in docs/architecture.md.
import path from 'node:path';

export const rooms = {
  sdk: ['util', 'schema', 'wire', 'process', 'options', 'link', 'sessions', 'trace', ''],
  extension: [
    'base',
    'settings',
    'code',
    'rules',
    'sandbox',
    'permissions',
    'models',
    'cli',
    'transcript/turns',
    'transcript',
    'transcript/find',
    'storage',
    'consent',
    'editor',
    'editor/tools',
    'messages',
    'sessionList',
    'approvals',
    'requests',
    'session',
    'chat',
    'composer/search',
    'composer/commands',
    'composer',
    'view',
    'window',
    'app',
    '',
  ],
  webview: [
    'base',
    'text',
    'state',
    'ui',
    'diagram',
    'markdown',
    'lazy',
    'foot',
    'approvals',
    'consent',
    'setup',
    'notices',
    'find',
    'promptNavigation',
    'todos',
    'transcript',
    'requests',
    'plan',
    'announce',
    'queue',
    'composer',
    '',
  ],
};

/** Files and rooms of src/extension that may know the editor; everything else runs in plain Node. */
export const editorFiles = [
  '{extension,main}',
  'app/*',
  'editor/*',
  'base/editorMessages',
  'base/l10n',
  'settings/config',
  'code/{editorCode,lineMark,ownTerminals,proposalTabs,proposals,symbols}',
  'composer/search/{editorSources,terminalRuns}',
  'sessionList/sessionTree',
  'approvals/{approvalsPanel,makeApprovals}',
  'view/chatView',
].map((file) => `src/extension/${file}.ts`);

/** The layer and room of a file; undefined outside the layers, or in a folder that is no room. */
export function roomOf(root, file) {
  const [src, layer, ...rest] = path.relative(root, file).split(path.sep);
  if (src !== 'src' || !Object.hasOwn(rooms, layer)) return undefined;
  const known = rooms[layer];
  for (let length = rest.length - 1; length >= 0; length--) {
    const room = rest.slice(0, length).join('/');
    if (known.includes(room) && (room !== '' || rest.length === 1)) return { layer, room };
  }
  return { layer, room: undefined };
}

/** A lint rule: imports lead to rooms below. */
export const roomOrder = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      up: '{{from}} lies below {{to}} and may not import from it; see scripts/rooms.mjs.',
      none: 'This folder is no room yet: give it a place in scripts/rooms.mjs.',
    },
  },
  create(context) {
    const own = roomOf(context.cwd, context.filename);
    if (!own) return {};
    const order = rooms[own.layer];
    const check = (node) => {
      const spec = node.source?.value;
      if (typeof spec !== 'string' || !spec.startsWith('.')) return;
      const other = roomOf(context.cwd, path.resolve(path.dirname(context.filename), spec));
      if (other?.layer !== own.layer || other.room === undefined || other.room === own.room) return;
      if (order.indexOf(other.room) < order.indexOf(own.room)) return;
      const name = (room) => room || `src/${own.layer}`;
      context.report({ node, messageId: 'up', data: { from: name(own.room), to: name(other.room) } });
    };
    return {
      Program: (node) => own.room === undefined && context.report({ node, messageId: 'none' }),
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
    };
  },
};
