import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import type { Fields } from '../base/fields';
import { guardedHook } from './guardedHook';
import { hashText, type ConsentItem, type NamedFile } from './consentItems';

const ownName = /^(\d+)-[0-9a-f-]+$/;

/**
 * What the person has said yes to, as a plugin of the CLI in a private place: the CLI reads nothing of it from the
 * folder, so what changes there after it was read here runs nowhere.
 */
export class ConsentedCopy {
  readonly hooksPlace: string;
  private readonly own: string;
  private agentsHash = '';
  private written: string | undefined;

  constructor(private readonly place: string) {
    this.own = path.join(place, `${String(process.pid)}-${randomUUID()}`);
    this.hooksPlace = path.join(this.own, 'hooks');
  }

  /** Where the agents lie; another place for each content, so that a session knows whether it has them. */
  get agentsPlace(): string | undefined {
    return this.agentsHash === '' ? undefined : path.join(this.own, `agents-${this.agentsHash.slice(0, 16)}`);
  }

  /** Whether something else is there than before. */
  async writeHooks(items: readonly ConsentItem[]): Promise<boolean> {
    const events = new Map<string, Fields[]>();
    for (const { payload, named } of items) {
      if (payload?.kind !== 'hook' || !(await this.keepAll(named))) continue;
      const { event, group } = payload;
      const hook = guardedHook(payload.hook, named, (hash) => this.copyOf(hash), process.platform);
      events.set(event, [...(events.get(event) ?? []), group ? { ...group, hooks: [hook] } : hook]);
    }
    const text = JSON.stringify({ version: 1, hooks: Object.fromEntries(events) });
    if (text === this.written) return false;
    const manifest = { name: 'folder-hooks', hooks: 'hooks.json' };
    await this.writePlugin(this.hooksPlace, { 'hooks.json': text }, manifest);
    this.written = text;
    return true;
  }

  async writeAgents(items: readonly ConsentItem[], hash: string): Promise<void> {
    const agents = items.flatMap(({ payload }) => (payload?.kind === 'agent' ? [payload] : []));
    const before = this.agentsHash;
    this.agentsHash = agents.length === 0 ? '' : hash;
    const { agentsPlace } = this;
    if (before === this.agentsHash || !agentsPlace) return;
    const files = agents.map(({ fileName, text }) => [path.join('agents', fileName), text] as const);
    // The CLI shows the name before those of the agents.
    await this.writePlugin(agentsPlace, Object.fromEntries(files), { name: 'folder' });
  }

  async remove(): Promise<void> {
    await fs.rm(this.own, { recursive: true, force: true });
  }

  /** What windows have left behind that ended suddenly. */
  async sweep(): Promise<void> {
    for (const name of await fs.readdir(this.place).catch(() => [])) {
      const pid = Number(ownName.exec(name)?.[1]);
      if (pid > 0 && !isRunning(pid)) {
        await fs.rm(path.join(this.place, name), { recursive: true, force: true });
      }
    }
  }

  private copyOf(hash: string): string {
    return path.join(this.own, 'files', hash);
  }

  /** Copies to compare with. False when one of the files is another one by now. */
  private async keepAll(named: readonly NamedFile[]): Promise<boolean> {
    for (const { path: file, hash } of named) {
      if (hash === undefined || (await isThere(this.copyOf(hash)))) continue;
      const bytes = await fs.readFile(file).catch(() => undefined);
      if (bytes === undefined || hashText(bytes) !== hash) return false;
      await this.writeFile(this.copyOf(hash), bytes);
    }
    return true;
  }

  private async writePlugin(
    place: string,
    files: Readonly<Record<string, string>>,
    manifest: Readonly<Record<string, string>>,
  ): Promise<void> {
    const plugin = { version: '1.0.0', description: 'Allowed in Flight Deck', ...manifest };
    for (const [name, text] of Object.entries({ ...files, 'plugin.json': JSON.stringify(plugin) })) {
      await this.writeFile(path.join(place, name), text);
    }
  }

  private async writeFile(file: string, content: string | Buffer): Promise<void> {
    await fs.mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    // Beside first: the CLI may read it at any moment.
    await fs.writeFile(`${file}.new`, content, { mode: 0o600 });
    await fs.rename(`${file}.new`, file);
  }
}

async function isThere(file: string): Promise<boolean> {
  return fs.access(file).then(
    () => true,
    () => false,
  );
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
