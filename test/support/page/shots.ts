import fs from 'node:fs';
import path from 'node:path';
import { ChatPage, type Theme } from './chatPage';
import { scenes } from './scenes';

/** Draws every scene into out/page-shots, for the eye. Arguments pick scenes by a part of their name. */
async function main(): Promise<void> {
  const folder = path.join(process.cwd(), 'out/page-shots');
  fs.mkdirSync(folder, { recursive: true });
  const wanted = process.argv.slice(2);
  const chat = await ChatPage.open();
  for (const theme of ['dark', 'light', 'hc'] satisfies Theme[]) {
    for (const width of [320, 700]) {
      await chat.load({ theme, width, height: 620 });
      for (const [name, scene] of Object.entries(scenes)) {
        if (wanted.length > 0 && !wanted.some((part) => name.includes(part))) continue;
        await chat.show(scene.state);
        if (scene.press) await chat.page.getByRole('button', { name: scene.press }).click();
        await chat.page.screenshot({ path: path.join(folder, `${name}-${theme}-${width}.png`) });
      }
      if (chat.problems.length > 0) process.stderr.write(`${theme} ${width}: ${chat.problems.join('\n')}\n`);
    }
  }
  await chat.close();
}

void main();
