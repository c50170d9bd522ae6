import type { Subject } from './adapter';
import type { CompanySceneName, SceneName } from './scenes';

/** A scene with its input, played for each subject in turn. */
export interface Play {
  /** Of one library at a time, or of all together. */
  readonly scene: SceneName | CompanySceneName;
  readonly subjects: readonly Subject[];
  readonly cli: 'peer' | 'real';
  readonly count: number;
  readonly quickCount: number;
  readonly rounds: number;
  /** Events of the session that is opened. */
  readonly history?: number;
  readonly fastStart?: boolean;
}

export interface Goal {
  readonly id: string;
  readonly what: string;
  readonly play: string;
  readonly figure: string;
  /** Of another figure of the same play, when the comparison is not with the same of the other. */
  readonly otherFigure?: string;
  readonly unit: string;
  readonly digits: number;
  /** What `ours / against` must keep to. */
  readonly atMost?: number;
  readonly atLeast?: number;
  /** Measured side by side: the median of the ratios to both pipes. */
  readonly isPaired?: boolean;
}

const all: readonly Subject[] = ['ours', 'other', 'raw'];
const both: readonly Subject[] = ['ours', 'other'];
const withControl: readonly Subject[] = [...all, 'second'];

export const plays: Readonly<Record<string, Play>> = {
  heard: { scene: 'heard', subjects: all, cli: 'peer', count: 200_000, quickCount: 60_000, rounds: 5 },
  pings: { scene: 'pings', subjects: all, cli: 'peer', count: 100_000, quickCount: 60_000, rounds: 3 },
  unheard: { scene: 'unheard', subjects: both, cli: 'peer', count: 200_000, quickCount: 60_000, rounds: 3 },
  memory: { scene: 'memory', subjects: both, cli: 'peer', count: 2000, quickCount: 500, rounds: 3 },
  short: { scene: 'opening', subjects: all, cli: 'real', count: 1, quickCount: 1, rounds: 3, history: 100 },
  long: { scene: 'opening', subjects: all, cli: 'real', count: 1, quickCount: 1, rounds: 3, history: 10_000 },
  longest: {
    scene: 'opening',
    subjects: all,
    cli: 'real',
    count: 1,
    quickCount: 1,
    rounds: 3,
    history: 50_000,
  },
  first: { scene: 'firstRequest', subjects: both, cli: 'real', count: 1, quickCount: 1, rounds: 5 },
  fast: {
    scene: 'firstRequest',
    subjects: both,
    cli: 'real',
    count: 1,
    quickCount: 1,
    rounds: 5,
    fastStart: true,
  },
  recovery: { scene: 'recovery', subjects: both, cli: 'real', count: 1, quickCount: 1, rounds: 5 },
  turns: { scene: 'turns', subjects: withControl, cli: 'real', count: 24, quickCount: 8, rounds: 5 },
  exchanges: {
    scene: 'exchanges',
    subjects: withControl,
    cli: 'peer',
    count: 1000,
    quickCount: 400,
    rounds: 3,
  },
  crowd: { scene: 'crowd', subjects: all, cli: 'real', count: 30, quickCount: 8, rounds: 3 },
};

const micros = { unit: 'µs', digits: 2 };
const ms = { unit: 'ms', digits: 1 };

export const goals: readonly Goal[] = [
  { id: '1', what: 'CPU per event heard', play: 'heard', figure: 'cpuMicros', ...micros, atMost: 0.25 },
  {
    id: '2a',
    what: 'events per second',
    play: 'heard',
    figure: 'eventsPerSecond',
    unit: '/s',
    digits: 0,
    atLeast: 4,
  },
  {
    id: '2b',
    what: 'peak memory in a flood',
    play: 'heard',
    figure: 'peakMb',
    unit: 'MB',
    digits: 0,
    atMost: 0.3,
  },
  {
    id: '3',
    what: 'ping during a flood',
    play: 'pings',
    figure: 'pingMs',
    unit: 'ms',
    digits: 2,
    atMost: 0.05,
  },
  {
    id: '4',
    what: 'CPU per event that nobody hears',
    play: 'unheard',
    figure: 'cpuMicros',
    ...micros,
    atMost: 0.1,
  },
  { id: '6a', what: 'open 10,000 events', play: 'long', figure: 'openMs', ...ms, atMost: 1 / 50 },
  { id: '6b', what: 'open 50,000 events', play: 'longest', figure: 'openMs', ...ms, atMost: 1 / 100 },
  { id: '6c', what: 'open 100 events', play: 'short', figure: 'openMs', ...ms },
  {
    id: '7',
    what: 'prompt to model: ready against cold',
    play: 'first',
    figure: 'warmMs',
    otherFigure: 'coldMs',
    ...ms,
    atMost: 0.1,
  },
  { id: '7a', what: 'prompt to model, both ready', play: 'first', figure: 'warmMs', ...ms },
  {
    id: '8a',
    what: 'fast start to connected',
    play: 'fast',
    figure: 'startMs',
    ...ms,
    atMost: 1 / 20,
  },
  {
    id: '8b',
    what: 'fast start, cold prompt to model',
    play: 'fast',
    figure: 'coldMs',
    ...ms,
    atMost: 1 / 2,
  },
  {
    id: '9a',
    what: 'a turn, against the pipe',
    play: 'turns',
    figure: 'turnMs',
    ...ms,
    atMost: 1.05,
    isPaired: true,
  },
  {
    id: '9b',
    what: 'a tool call, against the pipe',
    play: 'turns',
    figure: 'toolMs',
    ...ms,
    atMost: 1.05,
    isPaired: true,
  },
  { id: '9c', what: 'start to connected', play: 'turns', figure: 'startMs', ...ms },
  {
    id: '9d',
    what: 'a turn on a CLI that takes no time',
    play: 'exchanges',
    figure: 'exchangeMs',
    unit: 'ms',
    digits: 3,
    isPaired: true,
  },
  {
    id: '10',
    what: 'left by a session that is gone',
    play: 'memory',
    figure: 'leftKb',
    unit: 'KB',
    digits: 2,
  },
  {
    id: '13',
    what: 'killed in a turn to back, against start and resume',
    play: 'recovery',
    figure: 'recoveredMs',
    otherFigure: 'plainMs',
    ...ms,
    atMost: 3,
  },
  {
    id: 'A4a',
    what: 'an open session with 8 tools',
    play: 'memory',
    figure: 'openKb',
    unit: 'KB',
    digits: 2,
  },
  {
    id: 'A4b',
    what: 'kept of a turn of 10,000 events',
    play: 'memory',
    figure: 'keptKb',
    unit: 'KB',
    digits: 0,
  },
  { id: 'A5a', what: 'many sessions at once: time', play: 'crowd', figure: 'wallMs', unit: 'ms', digits: 0 },
  {
    id: 'A5b',
    what: 'many sessions: CPU per event',
    play: 'crowd',
    figure: 'cpuMicrosPerEvent',
    unit: 'µs',
    digits: 1,
  },
];

/** What a session that is gone may leave, in KB; not a ratio. */
export const mostLeftKb = 0.5;
