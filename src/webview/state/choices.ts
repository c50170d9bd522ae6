import { useState } from 'preact/hooks';
import { useChat } from './context';

/** More than anybody opens by hand and looks for again. */
const mostKept = 500;

/** What the person opened and closed, so that a turn which left the page comes back as they left it. */
export class Choices {
  private readonly kept = new Map<string, boolean>();
  private sessionId: string | undefined;

  get(place: string): boolean | undefined {
    return this.kept.get(place);
  }

  keep(place: string, isOpen: boolean): void {
    // The newest choice is the last to be forgotten.
    this.kept.delete(place);
    this.kept.set(place, isOpen);
    const [oldest] = this.kept.keys();
    if (this.kept.size > mostKept && oldest !== undefined) this.kept.delete(oldest);
  }

  /** Another session has other turns, perhaps under the same names; a new one gets its id only later. */
  enter(sessionId: string | undefined): void {
    if (this.sessionId !== undefined && sessionId !== this.sessionId) this.kept.clear();
    this.sessionId = sessionId;
  }
}

/** As `useState`, kept for this place of the conversation if it has a name. */
export function useChoice(
  place: string | undefined,
): readonly [boolean | undefined, (isOpen: boolean) => void] {
  const { choices } = useChat();
  const [choice, setChoice] = useState(() => (place === undefined ? undefined : choices.get(place)));
  const choose = (isOpen: boolean) => {
    if (place !== undefined) choices.keep(place, isOpen);
    setChoice(isOpen);
  };
  return [choice, choose];
}
