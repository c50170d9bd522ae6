import assert from 'node:assert/strict';
import { ownDiagram } from '../../../../src/webview/diagram/own';

const draw = (source: string) => ownDiagram(source, 'en-GB');
/** Some versions of Node.js put thin spaces around the dash. */
const wordsOf = (source: string) => draw(source)?.words.replaceAll(/\s*–\s*/g, '–');
const textsOf = (svg = '') =>
  [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map((match) =>
    (match[1] ?? '').replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))),
  );

interface Shape {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const rects = (svg = ''): readonly (Shape & { readonly fill: string })[] =>
  [...svg.matchAll(/<rect ([^>]*)>/g)].map((match) => {
    const value = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(` ${match[1] ?? ''}`)?.[1] ?? '';
    const number = (name: string) => Number(value(name));
    return {
      x: number('x'),
      y: number('y'),
      width: number('width'),
      height: number('height'),
      fill: value('fill'),
    };
  });
const holds = (outer: Shape | undefined, inner: Shape | undefined) =>
  outer !== undefined &&
  inner !== undefined &&
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

describe('A pie chart', () => {
  it('is drawn with the share of each slice, and says them', () => {
    const pie = draw('pie showData title Pets & <co>\n "Dogs" : 30\n "Cats" : 9\n "Rats" : 1');
    assert.equal(pie?.kind, 'pie');
    assert.equal(pie.words, 'Pets & <co>, Dogs: 30 (75%), Cats: 9 (22.5%), Rats: 1 (2.5%)');
    const texts = textsOf(pie.svg);
    for (const words of ['Pets & <co>', 'Dogs: 30 (75%)', '75%', '22.5%'])
      assert.ok(texts.includes(words), `${words} is not in ${texts.join('|')}`);
    assert.equal(texts.includes('2.5%'), false, 'a small slice has no room for its share');
    assert.equal([...pie.svg.matchAll(/<path/g)].length, 3);
  });

  it('has each slice as large as its share', () => {
    const pie = draw('pie\n "A" : 1\n "B" : 1\n "C" : 2');
    const arcs = [...(pie?.svg ?? '').matchAll(/L ([\d.]+) ([\d.]+) A 70 70 0 (\d) 1 ([\d.]+) ([\d.]+)/g)];
    const points = arcs.map((arc) => arc.slice(1).map(Number));
    // From the top over the right to the bottom, and back on the other side.
    assert.deepEqual(points, [
      [78, 8, 0, 148, 78],
      [148, 78, 0, 78, 148],
      [78, 148, 0, 78, 8],
    ]);
  });

  it('of one slice is whole', () => {
    const pie = draw('pie title One\n "All" : 3\n "None" : 0');
    assert.match(pie?.svg ?? '', /<circle/);
    assert.equal(pie?.words, 'One, All: 100%, None: 0%');
  });
});

describe('States inside of states', () => {
  const source = `stateDiagram-v2
    [*] --> Idle
    Idle --> Active : order comes
    state "At work" as Active {
      [*] --> Picking
      state Picking {
        [*] --> Walking
      }
      Picking --> Packing : all found
      Packing --> [*]
    }
    Active --> Idle : done
    state check <<choice>>
    Active --> check
    note right of Idle : Nothing to do`;

  it('are drawn in the box of the state that they are in', () => {
    const drawn = draw(source);
    assert.equal(drawn?.kind, 'state');
    const boxes = rects(drawn.svg);
    const groups = boxes.filter(({ fill }) => fill === 'var(--_group-fill)');
    const nodes = boxes.filter(({ fill }) => fill === 'var(--_node-fill)');
    assert.equal(groups.length, 2);
    assert.ok(holds(groups[0], groups[1]));
    // Idle is outside, walking in the inner one, packing in the outer one only.
    assert.deepEqual(
      nodes.map((node) => groups.filter((group) => holds(group, node)).length).sort(),
      [0, 1, 2],
    );
    const texts = textsOf(drawn.svg);
    for (const words of [
      'Idle',
      'At work',
      'Picking',
      'Walking',
      'Packing',
      'order comes',
      'all found',
      'done',
    ])
      assert.ok(texts.includes(words), `${words} is not in ${texts.join('|')}`);
  });

  it('end their lines at the edge of the box', () => {
    const drawn = draw('stateDiagram-v2\n A --> B\n state B {\n x --> y\n }\n B --> C');
    const boxes = rects(drawn?.svg);
    const group = boxes.find(({ fill }) => fill === 'var(--_group-fill)');
    assert.ok(group);
    const paths = [...(drawn?.svg ?? '').matchAll(/ d="M ([\d.]+) ([\d.]+)[^"]* L ([\d.]+) ([\d.]+)"/g)];
    const lines = paths.map((path) => path.slice(1).map(Number));
    assert.ok(
      lines.some(([, , , y]) => Math.abs((y ?? 0) - group.y) < 1),
      'one ends at its upper edge',
    );
    assert.ok(
      lines.some(([, y]) => Math.abs((y ?? 0) - group.y - group.height) < 1),
      'one begins at its lower edge',
    );
  });

  it('give each line a place of its own on the edge of a box', () => {
    const drawn = draw(
      'stateDiagram-v2\n A --> B : go\n B --> A : back\n A --> C : aside\n state C {\n x --> y\n }',
    );
    const starts = [
      ...(drawn?.svg ?? '').matchAll(/ d="M ([\d.]+ [\d.]+) [^"]* L ([\d.]+ [\d.]+)"/g),
    ].flatMap((path) => path.slice(1));
    assert.equal(starts.length, 8);
    assert.equal(new Set(starts).size, 8, starts.join(', '));
  });

  it('are said in words', () => {
    assert.equal(
      draw('stateDiagram-v2\n [*] --> A : go\n state A {\n x --> [*]\n }')?.words,
      'start to A: go; A (x to end)',
    );
  });

  it('that go on at the same time stand beneath one another', () => {
    const drawn = draw('stateDiagram-v2\n state A {\n x --> y\n --\n u --> v\n }');
    const nodes = rects(drawn?.svg).filter(({ fill }) => fill === 'var(--_node-fill)');
    assert.equal(nodes.length, 4);
    const [x, y, u] = nodes;
    assert.ok(x && y && u && u.y > y.y + y.height);
    assert.match(drawn?.svg ?? '', /stroke-dasharray="4 4"/);
  });

  it('may hold forks, choices and notes over several lines', () => {
    const drawn = draw(
      'stateDiagram-v2\n direction LR\n state f <<fork>>\n A --> f\n f --> B\n note left of A\n one two\n three\n end note\n B --> B : again',
    );
    assert.ok(textsOf(drawn?.svg).includes('one two three'));
    assert.ok(textsOf(drawn?.svg).includes('again'));
  });

  for (const wrong of [
    'state A {\n x --> y\n }\n x --> B', // a line through a border
    'state A {\n x --> y',
    'state A {\n x --> y\n }\n }',
    'A --> B\n what is this',
    '--',
    'note right of A\n never ends',
  ])
    it(`keep their source when not all could be drawn: ${JSON.stringify(wrong)}`, () =>
      assert.equal(draw(`stateDiagram-v2\n ${wrong}`), undefined));
});

describe('A Gantt chart', () => {
  const source = `gantt
    title Shop
    dateFormat YYYY-MM-DD
    axisFormat %d %b
    section Build
      Cart :done, cart, 2026-03-02, 5d
      Prices :active, prices, after cart, 1w
    section Ship
      Test :crit, after prices, 2026-03-20
      Out : milestone, 2026-03-20, 0d`;

  it('says when each task is, and draws it there', () => {
    const gantt = draw(source);
    assert.equal(gantt?.kind, 'gantt');
    assert.equal(
      wordsOf(source),
      'Shop. Build: Cart: 2–6 Mar 2026, done; Prices: 7–13 Mar 2026, active. ' +
        'Ship: Test: 14–19 Mar 2026, critical; Out: 20 Mar 2026, milestone',
    );
    const [cart, prices, test] = rects(gantt.svg);
    assert.ok(cart && prices && test);
    const close = (a: number, b: number) => Math.abs(a - b) < 0.1;
    assert.ok(close(cart.x + cart.width, prices.x) && close(prices.x + prices.width, test.x));
    assert.ok(close(prices.width / cart.width, 7 / 5));
    assert.ok(cart.height < prices.height, 'what is done is a thin bar');
    const texts = textsOf(gantt.svg);
    for (const words of ['Shop', 'Build', 'Cart', 'Test !']) assert.ok(texts.includes(words), words);
  });

  it('leaves out the days on which nobody works', () => {
    // The 6th of March 2026 is a Friday.
    const source = 'gantt\n excludes weekends, 2026-03-10\n A : 2026-03-06, 3d\n B : 1d';
    assert.equal(wordsOf(source), 'A: 6–11 Mar 2026; B: 12 Mar 2026');
  });

  it('knows hours, months and other ways to write a date', () => {
    assert.equal(
      wordsOf('gantt\n dateFormat HH:mm\n A : 17:49, 30m\n B : 2h')?.replaceAll('1 Jan 1970, ', ''),
      'A: 17:49–18:19; B: 18:19–20:19',
    );
    assert.equal(wordsOf('gantt\n dateFormat DD/MM/YYYY\n A : a, 01/02/2026, 1M'), 'A: 1–28 Feb 2026');
    assert.equal(wordsOf('gantt\n inclusiveEndDates\n A : 2026-02-01, 2026-02-03'), 'A: 1–3 Feb 2026');
  });

  for (const wrong of [
    'A : 2026-02-30, 1d',
    'A : after b, 1d\n B : b, 2026-01-01, 1d',
    'A : 2026-01-01, soon',
    'A : 3d',
    'dateFormat w-YYYY\n A : 3-2026, 1d',
    'A : vert, 2026-01-01, 1d',
    'what is this\n A : 2026-01-01, 1d',
    'title Nothing',
  ])
    it(`keeps its source when not all could be drawn: ${JSON.stringify(wrong)}`, () =>
      assert.equal(draw(`gantt\n ${wrong}`), undefined));
});
