// Ending processes, and finding those that were left behind.
import fs from 'node:fs';

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false; // the group is gone
  }
}

async function groupEnds(pid, ms) {
  for (const end = Date.now() + ms; Date.now() < end; await pause(25)) {
    if (!groupLives(pid)) return true;
  }
  return !groupLives(pid);
}

/** An ended process counts for the kernel until its parent has asked about it, which may take a second. */
function groupLives(pid) {
  if (!signalGroup(pid, 0)) return false;
  if (!fs.existsSync('/proc/self/stat')) return true;
  return allPids().some((one) => {
    const [state, , group] = readProc(one, 'stat').split(') ').pop().split(' ');
    return Number(group) === pid && state !== 'Z';
  });
}

/** Ends a whole process group, first politely; resolves when none of it is left. */
export async function endGroup(pid, graceMs = 1500) {
  signalGroup(pid, 'SIGTERM');
  if (await groupEnds(pid, graceMs)) return;
  signalGroup(pid, 'SIGKILL');
  if (!(await groupEnds(pid, 3000))) throw new Error(`process group ${pid} does not end`);
}

/** For the last moment of a program, when nothing can be waited for. */
export function killGroup(pid) {
  signalGroup(pid, 'SIGKILL');
}

/** Processes whose environment holds `NAME=value`; empty where there is no /proc. */
export function processesWith(name, value) {
  if (!fs.existsSync('/proc/self/environ')) return [];
  const wanted = `${name}=${value}`;
  return allPids()
    .filter((pid) => pid !== process.pid && readProc(pid, 'environ').split('\0').includes(wanted))
    .map((pid) => ({ pid, command: readProc(pid, 'cmdline').replaceAll('\0', ' ').trim() }))
    .filter(({ command }) => command !== ''); // an ended child that nobody has asked about yet
}

function allPids() {
  return fs
    .readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number);
}

function readProc(pid, name) {
  try {
    return fs.readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return ''; // ended meanwhile, or another user's
  }
}

/**
 * Waits until no process carries the mark; gives back those that stay, after ending them.
 * Those whose command matches `mayStay` are left alone.
 */
export async function endLeftBehind(name, value, graceMs = 3000, mayStay = undefined) {
  const look = () => processesWith(name, value).filter(({ command }) => !mayStay?.test(command));
  let left = look();
  for (const end = Date.now() + graceMs; left.length > 0 && Date.now() < end; await pause(50)) {
    left = look();
  }
  for (const { pid } of left) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      continue; // ended by itself just now
    }
  }
  return left;
}
