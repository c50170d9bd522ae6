declare module '@dagrejs/dagre/dist/dagre.js' {
  import type * as dagre from '@dagrejs/dagre';
  const value: typeof dagre;
  export = value;
}
