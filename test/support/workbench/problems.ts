import assert from 'node:assert/strict';
import type { ConsoleMessage, Page, Request, Response } from 'playwright-core';

/** What VS Code in a browser says by itself, with no part of ours in it. */
const KNOWN_NOISE: readonly RegExp[] = [
  /vsda(_bg)?\.(js|wasm)/,
  /favicon/,
  /\/update\/check/,
  /serviceWorker\.js/,
  /bad HTTP response code \(404\) was received when fetching the script/, // the same, without its address
  /\[Service Worker\] registration/,
  /allow-scripts and allow-same-origin/,
  /web worker extension host is started in a same-origin iframe/,
  /Timed out waiting for authentication provider 'github'/,
  /\[lifecycle\] Long running operations during shutdown/,
  /Unable to resolve resource output:tasks/,
  /Creation of workbench contribution .* took/,
  /IndexedDB .* is closed/,
  /\bCanceled: Canceled\b/, // what was under way when a page was reloaded
  /PendingMigrationError: navigator/, // zod asks whether there is a browser
  /typescript-language-features/, // its browser half is not installed
  /Unable to write file .*Machine\/settings\.json/, // the theme and a test changed it at the same time
  /Aborted onWillSaveTextDocument-event/, // an extension that comes with VS Code was slow
  /vscode-regexp-languagedetection/, // guesses the language of a new file, and is not in this build
  /\[DEP0169\]/, // url.parse in an extension that comes with VS Code
  /An unknown error occurred\. Please consult the log/,
];

/** Collects what goes wrong in the page: errors, CSP violations, failed and outside requests. */
export class PageProblems {
  private readonly found: string[] = [];
  private readonly expected: RegExp[] = [];

  constructor(private readonly page: Page) {
    page.on('console', this.addConsole);
    page.on('pageerror', this.addError);
    page.on('requestfailed', this.addFailure);
    page.on('response', this.addResponse);
    page.on('request', this.addOutside);
    page.on('crash', this.addCrash);
  }

  /** What comes from now on is another window's. */
  stop(): void {
    this.page.off('console', this.addConsole);
    this.page.off('pageerror', this.addError);
    this.page.off('requestfailed', this.addFailure);
    this.page.off('response', this.addResponse);
    this.page.off('request', this.addOutside);
    this.page.off('crash', this.addCrash);
  }

  /** The test is about to cause this on purpose. */
  expect(pattern: RegExp): void {
    this.expected.push(pattern);
  }

  assertNone(): void {
    assert.deepEqual(this.found.splice(0), [], 'the page has problems');
  }

  private readonly addConsole = (message: ConsoleMessage): void => {
    const isViolation = message.text().includes('Content Security Policy');
    // The response itself is recorded, with its address.
    if (message.text().startsWith('Failed to load resource')) return;
    if (message.type() === 'error' || isViolation) {
      this.add(`${message.type()}: ${message.text()} (${message.location().url})`);
    }
  };

  private readonly addError = (error: Error): void => {
    this.add(`uncaught: ${error.stack ?? error.message}`);
  };

  private readonly addFailure = (request: Request): void => {
    const reason = request.failure()?.errorText ?? '';
    // A request that its own page gave up, as a reload does.
    if (reason !== 'net::ERR_ABORTED') this.add(`failed: ${reason} ${request.url()}`);
  };

  private readonly addResponse = (response: Response): void => {
    if (response.status() < 400) return;
    this.add(`${response.status()} ${response.request().method()} ${response.url()}`);
  };

  private readonly addOutside = (request: Request): void => {
    const url = new URL(request.url());
    const isLocal = url.hostname === '127.0.0.1' || !/^(https?|wss?):$/.test(url.protocol);
    // Files of a webview have this address, and its own service worker answers them.
    const isWebviewFile = url.hostname.endsWith('.vscode-cdn.net');
    if (!isLocal && !isWebviewFile) this.add(`outside: ${request.url()}`);
  };

  private readonly addCrash = (): void => {
    this.add('the page crashed');
  };

  private add(problem: string): void {
    const isKnown = [...KNOWN_NOISE, ...this.expected].some((pattern) => pattern.test(problem));
    if (!isKnown) this.found.push(problem.slice(0, 500));
  }
}
