import assert from 'node:assert/strict';
import { renderMermaid } from 'beautiful-mermaid';
import { released } from '../../../../src/webview/diagram/heldText';
import { plainDiagram } from '../../../../src/webview/diagram/source';

const drawable: Readonly<Record<string, { readonly source: string; readonly words: readonly string[] }>> = {
  flowchart: {
    source: `---
title: Orders
---
%% a comment
graph TD;
  A[Start]-->B{"Is it <b>(ok)</b>?"}
  B -->|Yes| C[(Store)]
  B -- No, stop --> D((End))
  B -. maybe .-> later
  later["Later: [a|b]"]
  C ----> E & F
  E == fast ==> G([Done])
  A <--> H
  subgraph one ["Group one"]
    direction LR
    C --> E:::hot
  end
  classDef hot fill:#f00
  style A fill:#f9f
  click A href "javascript:alert(1)"`,
    words: [
      'Start',
      'Is it <b>(ok)</b>?',
      'Yes',
      'Store',
      'No, stop',
      'End',
      'maybe',
      'Later: [a|b]',
      'E',
      'F',
      'fast',
      'Done',
      'H',
      'Group one',
    ],
  },
  sequence: {
    source: `sequenceDiagram
  autonumber
  participant A as Alice
  A->>+B: Place order
  alt it is there
    B-->>-A: Yes
  else
    B-xA: No
  end
  Note over A,B: Both know`,
    words: ['Alice', 'B', 'Place order', 'Yes', 'No', 'Both know'],
  },
  state: {
    source:
      'stateDiagram-v2\n [*] --> Idle\n Idle --> Busy : work comes\n state "Long name" as L\n Busy --> L\n L --> [*]',
    words: ['Idle', 'Busy', 'work comes', 'Long name'],
  },
  class: {
    source:
      'classDiagram\n class Order {\n  +int total\n  +place() bool\n }\n Order --|> Base : is\n Order "1" *-- "many" Line',
    words: ['Order', 'Base', 'Line', 'is', 'many'],
  },
  er: {
    source: 'erDiagram\n ORDER ||--o{ LINE : "has many"\n ORDER {\n  int id PK\n }',
    words: ['ORDER', 'LINE', 'has many'],
  },
};

describe('A Mermaid diagram', () => {
  for (const [kind, { source, words }] of Object.entries(drawable))
    it(`that is a ${kind} is drawn with all its words`, async () => {
      const plain = plainDiagram(source);
      assert.equal(plain?.kind, kind);
      const svg = await renderMermaid(plain.text);
      const texts = [...svg.matchAll(/<(?:text|tspan)[^>]*>([^<]*)</g)].map((match) =>
        released(match[1] ?? '').trim(),
      );
      for (const word of words) assert.ok(texts.includes(word), `${word} is not in ${JSON.stringify(texts)}`);
    });

  it('has each of its arrows', () => {
    const plain = plainDiagram('flowchart LR\nA-->B\nB---C\nC-. x .->A\nB-->|y|D');
    assert.deepEqual(plain?.text.split('\n'), [
      'flowchart LR',
      'n0[A] --> n1[B]',
      'n1 --- n2[C]',
      'n2 -.->|x| n0',
      'n1 -->|y| n3[D]',
    ]);
  });

  for (const source of [
    'pie title Pets\n "Dogs" : 3',
    'gantt\n title A',
    'flowchart TD',
    'flowchart TD\n A -->',
    'flowchart TD\n A --o B',
    'flowchart TD\n A@{ shape: diamond }',
    'flowchart TD\n A --> B ?',
    'sequenceDiagram\n box Team\n A->>B: x\n end',
    'sequenceDiagram\n A->>B',
    'stateDiagram-v2\n state C {\n a --> b\n }',
    'stateDiagram-v2\n note right of A : x',
    'classDiagram\n A ..... B',
    'erDiagram\n A ||--o{ B',
    '',
  ])
    it(`is left as it is written when not all of it could be drawn: ${JSON.stringify(source)}`, () =>
      assert.equal(plainDiagram(source), undefined));
});
