import { chromium, type Browser, type Page } from 'playwright-core';
import { CHROMIUM_ARGS, ensureChromium } from '../vscode/chromium.mjs';
import { type PageServer, startPageServer } from './pageServer';

/** What the page tests of a process share. */
export interface Stage {
  readonly browser: Browser;
  /** The only one: in a Chromium with windows, another costs as much as ten loads of this one. */
  readonly page: Page;
  readonly server: PageServer;
}

/** Each test file is a bundle of its own; what all files of this process share stands outside of them. */
const shared = globalThis as { flightDeckStage?: Promise<Stage> | undefined };

// Outside of every `describe`: when all tests of this process are over.
after(async () => {
  const stage = await shared.flightDeckStage;
  shared.flightDeckStage = undefined;
  if (stage) await closeStage(stage);
});

/** The one Chromium of this process; it starts with the first test that needs it. */
export function sharedStage(): Promise<Stage> {
  shared.flightDeckStage ??= openStage();
  return shared.flightDeckStage;
}

/** One of its own, for what only a switch of Chromium brings about. */
export async function openStage(...switches: readonly string[]): Promise<Stage> {
  const executablePath = await ensureChromium();
  const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_ARGS, ...switches] });
  const page = await browser.newPage({ reducedMotion: 'reduce', locale: 'en-GB', timezoneId: 'UTC' });
  // Time goes on by itself, and tests can make it jump.
  await page.clock.install();
  return { browser, page, server: await startPageServer() };
}

export async function closeStage({ browser, server }: Stage): Promise<void> {
  await browser.close();
  await server.close();
}
