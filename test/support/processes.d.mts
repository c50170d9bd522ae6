export interface ProcessInfo {
  readonly pid: number;
  readonly command: string;
}

export function endGroup(pid: number, graceMs?: number): Promise<void>;
export function killGroup(pid: number): void;
export function processesWith(name: string, value: string): ProcessInfo[];
export function endLeftBehind(
  name: string,
  value: string,
  graceMs?: number,
  mayStay?: RegExp,
): Promise<ProcessInfo[]>;
