// A small project to try the extension on.
import fs from 'node:fs';
import path from 'node:path';
import { run } from './run.mjs';

/** Copies the project's sample to `folder` and makes it a git repository where there is git. */
export async function copySampleWorkspace(root, folder) {
  fs.cpSync(path.join(root, 'test/fixtures/sample-workspace'), folder, { recursive: true });
  const author = ['-c', 'user.name=Shop', '-c', 'user.email=shop@example.com'];
  try {
    await run('git', ['init', '--quiet', '--initial-branch=main'], { cwd: folder });
    await run('git', ['add', '--all'], { cwd: folder });
    await run('git', [...author, 'commit', '--quiet', '--no-gpg-sign', '-m', 'A tiny shop'], { cwd: folder });
  } catch (error) {
    if (error.code !== 'ENOENT') throw error; // without git the folder is as good
  }
}
