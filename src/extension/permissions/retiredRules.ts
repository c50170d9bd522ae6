import type { KeyValueStore } from '../base/keyValueStore';
import type { Approvals } from './approvals';

export interface TellRetiredOptions {
  readonly approvals: Pick<Approvals, 'retired'>;
  readonly memory: KeyValueStore;
  /** Resolves with whether the person wants to see them. */
  readonly tell: (count: number) => Promise<boolean>;
  readonly show: () => void;
}

const key = 'retired rules told';

/** Says once how many saved rules of an earlier version are no longer followed, and leads to them. */
export async function tellRetired({ approvals, memory, tell, show }: TellRetiredOptions): Promise<void> {
  const { retired } = approvals;
  if (retired === 0 || memory.get(key) === true) return;
  await memory.update(key, true);
  if (await tell(retired)) show();
}
