// A script of its own: few answers hold a diagram.
import { renderMermaid } from 'beautiful-mermaid';
import { drawing } from './diagram/drawing';
import { plainDiagram } from './diagram/source';
import { handOver } from './lazyScript';
import type { DrawDiagram } from './markdown/diagram';

const draw: DrawDiagram = async (source) => {
  const plain = plainDiagram(source);
  if (!plain) return undefined;
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

handOver('diagram', draw);
