import * as fs from 'node:fs';

/** What Linux counts it in, whatever the kernel's own. */
const tickMs = 10;

/** The time that a process has spent on the processor, in milliseconds; NaN where it cannot be told (not Linux, ended). */
export function cpuTimeOf(pid: number | undefined): number {
  try {
    const stat = String(fs.readFileSync(`/proc/${pid}/stat`));
    // The name of the program before it may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')')).split(' ');
    return (Number(fields[12]) + Number(fields[13])) * tickMs;
  } catch {
    // Then silence alone decides.
    return NaN;
  }
}
