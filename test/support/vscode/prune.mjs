// Takes out binaries of other platforms and texts of other languages: 130 MB less on the disk.
import fs from 'node:fs';
import path from 'node:path';

export function prune(vscode) {
  const here = `${process.platform}-${process.arch}`;
  const modules = path.join(vscode, 'node_modules');
  removeFolders(path.join(modules, 'node-pty/prebuilds'), (name) => name !== here);
  removeFolders(path.join(modules, 'node-pty'), (name) => ['deps', 'third_party'].includes(name));
  removeFolders(path.join(modules, '@vscode/ripgrep-universal/bin'), (name) => name !== here);
  const typescript = path.join(vscode, 'extensions/node_modules/typescript/lib');
  removeFolders(typescript, (name) => /^[a-z]{2}(-[a-z]+)?$/.test(name));
  fs.rmSync(path.join(typescript, '_tsc.js'), { force: true });
}

function removeFolders(parent, isUnwanted) {
  if (!fs.existsSync(parent)) return;
  for (const entry of fs.readdirSync(parent, { withFileTypes: true })) {
    if (entry.isDirectory() && isUnwanted(entry.name)) {
      fs.rmSync(path.join(parent, entry.name), { recursive: true });
    }
  }
}
