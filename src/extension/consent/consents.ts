import * as z from 'zod';
import type { ConsentKind } from '../../protocol/consent';
import type { KeyValueStore } from '../base/keyValueStore';

const kept = z.record(z.string(), z.string());
const key = 'consents';

/** What the person has said yes to in this folder: kept on this machine, by the hash of the content. */
export class Consents {
  constructor(private readonly store: KeyValueStore) {}

  hashFor(kind: ConsentKind): string | undefined {
    return this.all.get(kind);
  }

  allow(kind: ConsentKind, hash: string): void {
    void this.store.update(key, Object.fromEntries(this.all.set(kind, hash)));
  }

  private get all(): Map<string, string> {
    const parsed = kept.safeParse(this.store.get(key));
    return new Map(parsed.success ? Object.entries(parsed.data) : []);
  }
}
