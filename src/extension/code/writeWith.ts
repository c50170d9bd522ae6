/** What became of code that the person applied. */
export type Outcome = 'written' | 'refused' | 'unsaved';

interface Acts {
  readonly change: () => PromiseLike<boolean>;
  /** Missing where the person saves it with changes of their own. */
  readonly save?: () => PromiseLike<boolean>;
}

/** The editor says by a false, not by a failure, that it did not do as asked. */
export async function writeWith({ change, save }: Acts): Promise<Outcome> {
  if (!(await change())) return 'refused';
  return !save || (await save()) ? 'written' : 'unsaved';
}
