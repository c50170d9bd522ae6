/** The turns that are drawn; a search through all of a long answer for them would cost more than all else. */
export function turnsIn(log: Element | null): readonly HTMLElement[] {
  const children = [...(log?.querySelector('.column')?.children ?? [])];
  return children.filter((child): child is HTMLElement => child.classList.contains('turn'));
}

/** The turn that one reads: the first that reaches below the upper edge. */
export function visibleTurn(): string | undefined {
  const log = document.querySelector('main');
  const top = (log?.getBoundingClientRect().top ?? 0) + 40;
  return turnsIn(log).find((turn) => turn.getBoundingClientRect().bottom > top)?.dataset['turn'];
}
