import { drawGantt } from './gantt';
import { readGantt } from './ganttSource';
import { drawPie, readPie } from './pie';
import { linesOf } from './source';
import { type DiagramKind } from '../state/drawn';
import { drawStates } from './stateDrawing';
import { readStates } from './stateSource';
import type { OwnDrawing } from './svg';

export interface OwnDiagram extends OwnDrawing {
  readonly kind: DiagramKind;
}

/** What the library cannot draw and we can; undefined when not all of it could be drawn. */
export function ownDiagram(source: string, language?: string): OwnDiagram | undefined {
  if (source.length > 20_000) return undefined;
  const [header = '', ...lines] = linesOf(source, false);
  if (/^pie\b/i.test(header)) {
    const pie = readPie(header, lines);
    return pie && { kind: 'pie', ...drawPie(pie, language) };
  }
  if (/^gantt$/i.test(header)) {
    const gantt = readGantt(lines);
    return gantt && { kind: 'gantt', ...drawGantt(gantt, language) };
  }
  if (/^stateDiagram(?:-v2)?$/i.test(header)) {
    const states = readStates(lines);
    return states && { kind: 'state', ...drawStates(states) };
  }
  return undefined;
}
