// Type-aware rules that the compiler cannot give, and the borders between the folders of src.
import tseslint from 'typescript-eslint';
import { noForeignKey } from './scripts/ownKeys.mjs';
import { editorFiles, roomOrder } from './scripts/rooms.mjs';

const noOfficial = {
  group: ['@github/copilot-sdk', '@github/copilot-sdk/*'],
  message: 'The product has a client of its own in src/sdk; the official one is measured beside it in test.',
};
/** A border: what a folder may not import, and why. */
const border = (files, patterns, paths = []) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns: [...patterns, noOfficial], paths }] },
});
const noEditor = { name: 'vscode', message: 'Only src/extension knows the editor.' };
const noNode = {
  group: ['node:*', 'fs', 'path', 'child_process', 'os', 'net'],
  message: 'The page and the protocol run without Node.',
};
const noFolder = (...names) => ({
  group: names.flatMap((name) => [`**/${name}`, `**/${name}/**`]),
  message: 'This import crosses a border; see the table in docs/architecture.md.',
});
const sdkDoor = { regex: '/sdk/(?!index(\\.js)?$).+', message: 'Enter the SDK through src/sdk/index.ts.' };
const wire = {
  name: 'vscode-jsonrpc',
  message: 'Only src/sdk/wire/jsonrpc.ts knows vscode-jsonrpc.',
};
const wirePattern = { group: ['vscode-jsonrpc/*', '**/vscode-jsonrpc/**'], message: wire.message };
/** What the editor draws as links, icons or nothing at all must come through the files that make it inert. */
const surfaces =
  'show(Information|Warning|Error)Message|showQuickPick|createQuickPick|showInputBox|createInputBox|setStatusBarMessage|withProgress';
const throughTheDoor = [
  `MemberExpression[property.name=/^(${surfaces})$/]`,
  `MemberExpression[property.value=/^(${surfaces})$/]`,
  `ObjectPattern > Property[key.name=/^(${surfaces})$/]`,
].map((selector) => ({
  selector,
  message: 'Notifications, pickers and input boxes go through src/extension/base/editorMessages.ts.',
}));
const defaultExport = { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' };
const noZod = {
  name: 'zod',
  message: 'The SDK brings no zod along; its own forms are in src/sdk/util/shape.ts.',
};

export default tseslint.config(
  { ignores: ['dist', 'out', '.vscode-test', 'node_modules', 'test/fixtures', 'src/sdk/schema/generated'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.base],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['src/**/*.ts', 'src/**/*.tsx'],
    plugins: { own: { rules: { 'no-foreign-key': noForeignKey, 'room-order': roomOrder } } },
    rules: {
      'own/no-foreign-key': 'error',
      'own/room-order': 'error',
      'no-restricted-syntax': ['error', defaultExport],
    },
  },
  {
    files: ['src/extension/**/*.ts'],
    ignores: ['src/extension/base/editorMessages.ts'],
    rules: { 'no-restricted-syntax': ['error', defaultExport, ...throughTheDoor] },
  },
  border(
    ['src/protocol/**'],
    [noFolder('sdk', 'extension', 'webview', 'demo'), noNode, wirePattern],
    [noEditor, wire],
  ),
  border(
    ['src/sdk/**'],
    [noFolder('protocol', 'extension', 'webview', 'demo'), wirePattern],
    [noEditor, wire, noZod],
  ),
  border(
    ['src/sdk/wire/jsonrpc.ts'],
    [noFolder('protocol', 'extension', 'webview', 'demo')],
    [noEditor, noZod],
  ),
  border(
    ['src/demo/**'],
    [noFolder('protocol', 'sdk', 'extension', 'webview'), wirePattern],
    [noEditor, wire],
  ),
  border(
    ['src/extension/**'],
    [noFolder('webview'), sdkDoor, wirePattern],
    [wire, { name: 'vscode', message: 'This file runs in plain Node; see scripts/rooms.mjs.' }],
  ),
  border(editorFiles, [noFolder('webview'), sdkDoor, wirePattern], [wire]),
  border(
    ['src/webview/**'],
    [noFolder('sdk', 'extension', 'demo'), noNode, wirePattern],
    [noEditor, wire, { name: 'zod', message: 'The page takes only types from the protocol.' }],
  ),
  {
    files: ['test/**/*.ts', 'test/**/*.tsx', 'examples/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off', 'no-console': 'off' },
  },
);
