import type { DrawnDiagram } from '../state/drawn';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useChat } from '../state/context';
import { CopyButton } from '../ui/copyButton';
import { IconButton } from '../ui/controls';
import { key, t } from '../base/l10n';
import { CodeBlock } from './codeBlock';

/** By what the library calls them. */
const names: readonly (readonly [RegExp, string])[] = [
  [/^flowchart|^graph/, key('Flowchart')],
  [/^sequence/, key('Sequence diagram')],
  [/^state/, key('State diagram')],
  [/^class/, key('Class diagram')],
  [/^er/, key('Entity relationship diagram')],
  [/^pie/, key('Pie chart')],
  [/^gantt/, key('Gantt chart')],
];

/** A Mermaid diagram; its source stands there until it is drawn, and when it cannot be. */
export function Diagram({ source, info }: { source: string; info: string }) {
  const { diagram } = useChat();
  const [drawn, setDrawn] = useState<DrawnDiagram | 'wrong' | undefined>();
  const [isSource, setIsSource] = useState(false);
  const draw = diagram.value.value;
  const theme = useThemeCount();
  useEffect(() => diagram.load(), [diagram]);
  useEffect(() => {
    let isCurrent = true;
    draw?.(source).then(
      (result) => isCurrent && setDrawn(result ?? 'wrong'),
      () => isCurrent && setDrawn('wrong'),
    );
    return () => {
      isCurrent = false;
    };
  }, [draw, source, theme]);
  if (!drawn || drawn === 'wrong' || isSource)
    return (
      <>
        {drawn === 'wrong' && (
          <p class="diagram-problem">{t('This diagram cannot be drawn here; this is its source.')}</p>
        )}
        <CodeBlock code={source} info={info} />
        {isSource && (
          <button type="button" class="btn quiet" onClick={() => setIsSource(false)}>
            {t('Show diagram')}
          </button>
        )}
      </>
    );
  return <Picture drawn={drawn} source={source} onSource={() => setIsSource(true)} />;
}

/** Another number with each theme: the colours of a picture are worked out when it is drawn. */
function useThemeCount(): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    const observer = new MutationObserver(() => setCount((before) => before + 1));
    observer.observe(document.documentElement, { attributeFilter: ['style'] });
    observer.observe(document.body, { attributeFilter: ['class'] });
    return () => observer.disconnect();
  }, []);
  return count;
}

interface PictureProps {
  readonly drawn: DrawnDiagram;
  readonly source: string;
  readonly onSource: () => void;
}

function Picture({ drawn, source, onSource }: PictureProps) {
  const holder = useRef<HTMLDivElement>(null);
  const [isLarge, setIsLarge] = useState(false);
  const name = t(names.find(([kind]) => kind.test(drawn.kind))?.[1] ?? key('Diagram'));
  useLayoutEffect(() => {
    const { element, sheet } = drawn;
    holder.current?.replaceChildren(element);
    document.adoptedStyleSheets.push(sheet);
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    };
  }, [drawn]);
  return (
    <figure class={isLarge ? 'code diagram large' : 'code diagram'}>
      <figcaption class="bar">
        <span class="cut grow">{name}</span>
        <CopyButton label={t('Copy source')} text={source} />
        <IconButton
          icon={isLarge ? 'screen-normal' : 'screen-full'}
          label={isLarge ? t('Fit into the column') : t('Show in full size')}
          onClick={() => setIsLarge(!isLarge)}
        />
        <IconButton icon="code" label={t('Show source')} onClick={onSource} />
      </figcaption>
      <div class="canvas" tabIndex={0} role="group" aria-label={name}>
        <div ref={holder} role="img" aria-label={textOf(drawn.element)} />
      </div>
    </figure>
  );
}

/** What stands in the picture, for those who do not see it. */
function textOf(element: SVGElement): string {
  const words = [...element.querySelectorAll('text, foreignObject')]
    .map((one) => one.textContent?.trim())
    .filter(Boolean);
  return words.slice(0, 100).join(', ');
}
