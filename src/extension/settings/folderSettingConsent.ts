import type { KeyValueStore } from '../base/keyValueStore';
import type { FolderOffer } from './settingSources';

const storeKey = 'folderSettings';

/** What the person answered to the settings of this folder; an answer is for these values and no others. */
export class FolderConsent {
  constructor(private readonly store: Pick<KeyValueStore, 'get' | 'update'>) {}

  isAgreed(offer: FolderOffer): boolean {
    return this.answerTo(offer) === 'use';
  }

  answerTo({ id }: FolderOffer): 'use' | 'keep' | undefined {
    const kept = this.store.get(storeKey);
    if (typeof kept !== 'object' || kept === null || !('id' in kept) || kept.id !== id) return undefined;
    const answer = 'answer' in kept ? kept.answer : undefined;
    return answer === 'use' || answer === 'keep' ? answer : undefined;
  }

  async answer({ id }: FolderOffer, answer: 'use' | 'keep'): Promise<void> {
    await this.store.update(storeKey, { id, answer });
  }

  /** The question is open again. */
  async forget(): Promise<void> {
    await this.store.update(storeKey, undefined);
  }
}
