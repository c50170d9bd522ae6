// Reads the arguments of the `code` command, as far as @vscode/test-electron gives them.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const toPath = (value) => (value.startsWith('file://') ? fileURLToPath(value) : path.resolve(value));

export function readCodeArguments(args) {
  const values = (name) =>
    args.filter((arg) => arg.startsWith(`--${name}=`)).map((arg) => toPath(arg.slice(name.length + 3)));
  const folder = args.find((arg) => !arg.startsWith('--'));
  return {
    folder: folder && path.resolve(folder),
    extensionDevelopmentPaths: values('extensionDevelopmentPath'),
    extensionTestsPath: values('extensionTestsPath')[0],
    extensionsFolder: values('extensions-dir')[0],
    settings: readUserSettings(values('user-data-dir')[0]),
    isTrusted: args.includes('--disable-workspace-trust'),
  };
}

function readUserSettings(userFolder) {
  const file = userFolder && path.join(userFolder, 'User/settings.json');
  return file && fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
}
