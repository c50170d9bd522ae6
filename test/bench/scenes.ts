import type { MakeClient, Subject } from './adapter';
import type { Company, CompanyInput } from './company';
import type { Figures, SceneInput } from './figures';

type Scene = (input: SceneInput) => Promise<Figures>;

// Only what is played is loaded: what else a process holds would be measured with it.

/** Scenes of one library. */
export const scenes = {
  heard: async () => (await import('./peerScenes')).heard,
  unheard: async () => (await import('./peerScenes')).unheard,
  pings: async () => (await import('./peerScenes')).pings,
  memory: async () => (await import('./peerScenes')).memory,
  firstRequest: async () => (await import('./modelScenes')).firstRequest,
  opening: async () => (await import('./modelScenes')).opening,
  recovery: async () => (await import('./modelScenes')).recovery,
  crowd: async () => (await import('./modelScenes')).crowd,
} satisfies Readonly<Record<string, () => Promise<Scene>>>;

/** Scenes of all libraries together. */
export const companyScenes = {
  turns: async () => (await import('./company')).turns,
  exchanges: async () => (await import('./company')).exchanges,
} satisfies Readonly<Record<string, () => Promise<(input: CompanyInput) => Promise<Company>>>>;

export type SceneName = keyof typeof scenes;
export type CompanySceneName = keyof typeof companyScenes;

export async function loadMaker(subject: Subject): Promise<MakeClient> {
  if (subject === 'ours') return (await import('./ours')).makeOurs;
  if (subject === 'other') return (await import('./other')).makeOther;
  return (await import('./raw')).makeRaw;
}
