import { chromium, type Browser } from 'playwright-core';
import { CHROMIUM_ARGS, ensureChromium } from '../vscode/chromium.mjs';

/** Each test file is a bundle of its own; what all files of this process share stands outside of them. */
const shared = globalThis as { flightDeckChromium?: Promise<Browser> | undefined };

// Outside of every `describe`: when all tests of this process are over.
after(async () => {
  const browser = shared.flightDeckChromium;
  shared.flightDeckChromium = undefined;
  await (await browser)?.close();
});

/** The one Chromium of this process; it starts with the first test that needs it. */
export function sharedBrowser(): Promise<Browser> {
  shared.flightDeckChromium ??= launch();
  return shared.flightDeckChromium;
}

async function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: await ensureChromium(), args: [...CHROMIUM_ARGS] });
}
