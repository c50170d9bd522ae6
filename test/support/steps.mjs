// Lines that tell a person what goes on, and how long the long steps took.

const startedAt = Date.now();

/** Seconds since this program started, as in `12.3 s`. */
export function elapsed(since = startedAt) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}

export function say(text) {
  process.stdout.write(`${text}\n`);
}

/** Ends the program with one sentence; `hint` says the way out. */
export function giveUp(text, hint = '') {
  process.stderr.write(`\n${text}\n${hint ? `${hint}\n` : ''}`);
  process.exit(1);
}

/** Says what begins and how long it took; a line every ten seconds shows that it goes on. */
export async function step(what, work) {
  const since = Date.now();
  say(`• ${what} …`);
  const timer = setInterval(() => say(`  … ${what}, ${elapsed(since)}`), 10_000);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    const seconds = (Date.now() - since) / 1000;
    if (seconds >= 1) say(`  ${what}: ${seconds.toFixed(1)} s`);
  }
}
