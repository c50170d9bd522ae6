/** The button that opens the prompt of a turn for editing, to go back to. */
export function editButtonOf(turn: Element | null | undefined): HTMLElement | undefined {
  return turn?.querySelector<HTMLElement>('.prompt .tools .codicon-edit')?.closest('button') ?? undefined;
}
