import * as fs from 'node:fs';

/** What Linux counts it in, whatever the kernel's own. */
const tickMs = 10;

/** The time that a process has spent on the processor, in milliseconds; undefined where it cannot be told at once. */
export function cpuTimeOf(pid: number | undefined): number | undefined {
  if (pid === undefined || process.platform !== 'linux') return undefined;
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program before it may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = Number(fields[11]) + Number(fields[12]);
    return Number.isNaN(ticks) ? undefined : ticks * tickMs;
  } catch {
    // It has just ended, or nobody may look.
    return undefined;
  }
}
