// A script of its own: few answers hold a diagram.
import { renderMermaid } from '../diagram/renderMermaid';
import { loadTranslations } from '../base/l10n';
import { handOver } from '../base/publishLazyModule';
import type { DrawDiagram } from '../state/drawn';

const draw: DrawDiagram = renderMermaid;

loadTranslations(document.body.dataset['l10n']); // names of characters that hide
handOver('diagram', draw);
