export interface Place {
  readonly file: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly before: string;
  readonly after: string;
}
export const grounds: Readonly<Record<string, readonly string[]>>;
export function choosePlaces(options: {
  readonly root: string;
  readonly seed: number;
  readonly count: number;
}): readonly (Place & { readonly ground: string })[];
export function placesIn(root: string, file: string): readonly Place[];
