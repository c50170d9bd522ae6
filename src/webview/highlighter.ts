// A script of its own: grammars are more than half of all code and no page needs them to start.
import { highlighterReady } from './markdown/codePiece';
import { highlight } from './markdown/highlight';

window.dispatchEvent(new CustomEvent(highlighterReady, { detail: highlight }));
