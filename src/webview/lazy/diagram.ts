// A script of its own: few answers hold a diagram.
import { renderMermaid } from 'beautiful-mermaid';
import { drawing } from '../diagram/drawing';
import { ownDiagram } from '../diagram/own';
import { plainDiagram } from '../diagram/source';
import { loadTranslations } from '../base/l10n';
import { handOver } from '../base/publishLazyModule';
import type { DrawDiagram, DrawnDiagram } from '../state/drawn';

const draw: DrawDiagram = async (source) => {
  const plain = plainDiagram(source);
  if (!plain) return drawOwn(source);
  const svg = await renderMermaid(plain.text, {
    padding: 8,
    nodeSpacing: 28,
    layerSpacing: 28,
    font: 'sans-serif',
    transparent: true,
  });
  const element = drawing(svg);
  return element && { element, kind: plain.kind };
};

function drawOwn(source: string): DrawnDiagram | undefined {
  const own = ownDiagram(source, document.documentElement.lang || undefined);
  const element = own && drawing(own.svg);
  return element && { element, kind: own.kind, words: own.words };
}

// This script has sentences of its own.
loadTranslations(document.body.dataset['l10n']);
handOver('diagram', draw);
