/** One of each kind that Mermaid draws, by its name in the library. */
export const diagrams: Readonly<Record<string, string>> = {
  flowchart: 'flowchart LR\n  A[Cart] -->|adds up| B{Total}\n  subgraph S\n    B --> C((Pay))\n  end',
  sequence:
    'sequenceDiagram\n  participant A as Alice\n  A->>B: Hello\n  Note right of B: thinks\n  B-->>A: Hi',
  class: 'classDiagram\n  Cart <|-- Basket\n  Cart : +int total\n  Cart : +add(line)',
  state: 'stateDiagram-v2\n  [*] --> Idle\n  Idle --> Busy : order\n  state Busy {\n    x --> y\n  }',
  er: 'erDiagram\n  CUSTOMER ||--o{ ORDER : places\n  ORDER {\n    int id\n    string name\n  }',
  gantt:
    'gantt\n  title The shop\n  section Build\n  Cart :done, 2026-03-02, 5d\n  Out :milestone, 2026-03-09, 0d',
  pie: 'pie title Pets\n  "Dogs" : 3\n  "Cats" : 1',
  journey: 'journey\n  title Day\n  section Work\n  Make tea: 5: Me\n  Code: 3: Me, Cat',
  gitGraph: 'gitGraph\n  commit\n  branch develop\n  commit id: "fix"\n  checkout main\n  merge develop',
  mindmap: 'mindmap\n  root((Shop))\n    Cart\n      Lines\n    Orders',
  timeline: 'timeline\n  title History\n  2024 : Start\n  2025 : Growth : More',
  quadrant: 'quadrantChart\n  title Reach\n  x-axis Low --> High\n  y-axis Bad --> Good\n  A: [0.3, 0.6]',
  sankey: 'sankey-beta\n\nA,B,10\nA,C,5\nB,D,7',
  xychart:
    'xychart-beta\n  title "Sales"\n  x-axis [jan, feb, mar]\n  y-axis "Money" 0 --> 10\n  bar [3, 6, 9]\n  line [2, 5, 8]',
  block: 'block-beta\n  columns 2\n  a["A"] b["B"]\n  c["C"]:2',
  architecture:
    'architecture-beta\n  group api(cloud)[API]\n  service db(database)[Database] in api\n  service s(server)[Server] in api\n  db:L -- R:s',
  kanban: 'kanban\n  Todo\n    [Write it]\n  Done\n    [Read it]',
  packet: 'packet-beta\n  0-15: "Source Port"\n  16-31: "Destination Port"',
  c4: 'C4Context\n  title Bank\n  Person(p, "Customer")\n  System(s, "Bank")\n  Rel(p, s, "Uses")',
  requirement:
    'requirementDiagram\n  requirement r {\n    id: 1\n    text: the text\n    risk: high\n    verifymethod: test\n  }\n  element e {\n    type: sim\n  }\n  e - satisfies -> r',
  radar: 'radar-beta\n  axis a["A"], b["B"], c["C"]\n  curve x["X"]{3, 4, 5}',
};
