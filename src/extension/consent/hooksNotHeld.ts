/** The folder has hooks, and this CLI runs them whatever it is told. */
export class HooksNotHeld extends Error {
  constructor() {
    super('This version of the CLI runs the hooks of the folder without asking.');
  }
}
