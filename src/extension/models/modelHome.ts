import type { ModelChoice } from './modelSource';

/** Where the models of a choice are at home, so that a name is never used somewhere else. */
export function homeOf(choice: ModelChoice): string {
  return choice.source === 'own' ? (choice.provider?.baseUrl ?? '') : choice.source;
}
