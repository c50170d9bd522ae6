import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { MakeClient, Setup, Subject } from './adapter';

export type Figures = Readonly<Record<string, number>>;

/** What was measured of each; those of one place in the lists were measured at one time. */
export type Results = Readonly<Record<Subject, readonly Figures[]>>;

export interface SceneInput {
  readonly make: MakeClient;
  readonly setup: Setup;
  readonly count: number;
  /** A long session that is there already. */
  readonly sessionId?: string;
  /** A model service in another process, where the figures must not hold its work. */
  readonly modelUrl?: string;
}

/** The value below which that share of them lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export function makeFolder(): string {
  return fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
}
