import assert from 'node:assert/strict';
import type { KeyValueStore } from '../../src/extension/base/keyValueStore';
import { Approvals } from '../../src/extension/permissions/approvals';
import { Ledger } from '../../src/extension/permissions/decisionLog';
import { noLedgerStore } from '../../src/extension/permissions/decisionLogFile';
import { Rules } from '../../src/extension/rules/rules';

/** What is kept as long as the test. */
export function memory(start: Readonly<Record<string, unknown>> = {}): KeyValueStore {
  const map = new Map(Object.entries(start));
  return {
    get: (key) => structuredClone(map.get(key)),
    update: (key, value) => Promise.resolve(void map.set(key, structuredClone(value))),
  };
}

export function makeRules(
  store = memory(),
  everywhere = memory(),
  folder = '/shop',
  onError: (error: unknown) => void = assert.ifError,
): Rules {
  return new Rules({ store, everywhere, folder, onError });
}

export function makeApprovals(rules = makeRules(), folder = '/shop'): Approvals {
  const ledger = new Ledger(noLedgerStore, assert.ifError);
  return new Approvals({ rules, ledger, folder, onError: assert.ifError });
}
