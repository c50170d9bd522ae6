export interface Meta {
  readonly outputs: Readonly<
    Record<string, { readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>> }>
  >;
}

export function bundledPackages(meta: Meta): readonly string[];
export function makeSbom(meta: Meta, root: string): string;
