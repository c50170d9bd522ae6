/** The turn that one reads: the first that reaches below the upper edge. */
export function visibleTurn(): string | undefined {
  const log = document.querySelector('main');
  const top = (log?.getBoundingClientRect().top ?? 0) + 40;
  const turns = [...(log?.querySelectorAll<HTMLElement>('.turn') ?? [])];
  return turns.find((turn) => turn.getBoundingClientRect().bottom > top)?.dataset['turn'];
}
