/** What the demo model says. It speaks as a model would, so this text is content and not part of the UI. */

export const introduction = 'I am the demo model: a script on this machine, not an AI.';

const words = [
  '- **help**: formatted text with code',
  '- **read**: a tool call that reads a file',
  '- **run**: a shell command, which asks you first',
  '- **write**: creates or edits a file, with a diff to allow',
  '- **ask**: a question for you',
  '- **todos**, **plan**: a list of what is to be done, and a plan to comment on',
  '- **draw**: a formula, a diagram and a list of tasks',
  '- **selection**, **editor**, **problems**: the tools of the editor',
  '- **think**: an answer with reasoning before it',
  '- **long**: a long answer, good for trying Stop',
  '- **tour**: all of it in turn',
].join('\n');

export const sideAnswer = 'A conversation with the demo model, which showed some features of the chat.';

export const farewell =
  'That was the tour. To work with a real model, sign in to GitHub or use your own key.';

export const thinking = {
  reasoning:
    'The person wrote the word “think”. A script does not think, but the chat can show reasoning, so this text ' +
    'arrives as reasoning. First I look at the word, then at the list of answers, and then I choose this one.',
  answer: 'What you saw before this line was the reasoning. It folds away when the answer begins.',
};

export const demoNote = '- Added by the demo model, line';

export const demoFileText = [
  '# Flight Deck demo',
  '',
  'The demo model wrote this file after you allowed it.',
  'Ask it to write again and it adds a line below. Delete the file whenever you like.',
  '',
  '',
].join('\n');

export const welcome = [
  '## What I can show',
  'Write one of these words, and you see that part of the chat at work:',
  words,
  '## How an answer looks',
  'Text arrives in small pieces and is drawn as *markdown*. Code is highlighted:',
  [
    '```typescript',
    "import { readFile } from 'node:fs/promises';",
    '',
    '/** Counts the words of a file. */',
    'export async function countWords(path: string): Promise<number> {',
    "  const text = await readFile(path, 'utf8');",
    '  return text.split(/\\s+/).filter((word) => word !== "").length;',
    '}',
    '```',
  ].join('\n'),
  'A table:',
  ['| You press | It does |', '| --- | --- |', '| Enter | sends |', '| Escape | stops the answer |'].join(
    '\n',
  ),
  'And a shell command:',
  ['```bash', 'npm test', '```'].join('\n'),
].join('\n\n');

const checklist = [
  [
    'Before the engines',
    'Walk around, look at each surface, and touch the things that should not move.',
    'Most surprises in the air were visible on the ground, to somebody who took the time. Start at the same place every day, so that you notice what is different.',
  ],
  [
    'Fuel',
    'Measure it, drain a little, look for water. The gauge is the last one to believe.',
    'Work out how long it lasts, take off a generous reserve, and write down the time at which you want to be on the ground.',
  ],
  [
    'Instruments',
    'Set the altimeter, compare the compass, and cage nothing that you will need.',
    'One instrument that disagrees with two others is probably the one that is wrong, but find out why before you go.',
  ],
  [
    'Radio',
    'Listen first. Say who you are, where you are, and what you want, in this order.',
    'If the frequency is busy, wait. If you did not understand, say so; everybody else was wondering too.',
  ],
  [
    'Taxi',
    'Slowly, and with the wind in mind. Try the brakes before you depend on them.',
    'Look both ways at each crossing, and stop when you are not sure where you are. Nobody was ever late by a minute of thought.',
  ],
  [
    'Run-up',
    'Check each magneto and the carburettor heat, and let the oil tell you when it is ready.',
    'Read the list aloud and touch each item. Lists that are only remembered grow shorter with the years.',
  ],
  [
    'Take-off',
    'Full power, right rudder, eyes outside. Decide early where you would stop.',
    'Half the speed by half the runway, or you do not go. Say the number before you begin, and believe it afterwards.',
  ],
  [
    'Climb',
    'Hold the speed and not the picture. Look behind the nose now and then.',
    'Height is the only thing that can be saved up for later, so do not trade it for a better view.',
  ],
  [
    'Cruise',
    'Lean, trim, and write down the time. A quiet minute is for the next decision.',
    'Pick the field where you would land now. In ten minutes, pick another one. It becomes a habit, and then it becomes calm.',
  ],
  [
    'Descent',
    'Begin sooner than you think. Speed is easy to gain and slow to lose.',
    'Get the weather, say the runway to yourself, and picture how you will join. Then the last miles hold nothing new.',
  ],
  [
    'Landing',
    'The last turn makes the landing. If it does not look right, go around.',
    'A second try costs three minutes. Look at the far end, let the wheels find the ground, and keep flying until they stand still.',
  ],
  [
    'Afterwards',
    'Secure the aircraft, write up what you found, and tell the next pilot.',
    'Then ask yourself what you would do differently, while you still remember it.',
  ],
] as const;

export const longAnswer = [
  'A long answer, in twelve parts. Press Escape to stop it.',
  ...checklist.map(([title, rule, reason], index) => {
    const code = `\`\`\`python\nchecklist.done(${index + 1}, ${JSON.stringify(title)})\n\`\`\``;
    return `### ${index + 1}. ${title}\n\n${rule} ${reason}\n\n${code}`;
  }),
].join('\n\n');

/** The answer to everything without a keyword. */
export function keywordList(prompt: string): string {
  const begin = prompt.length > 60 ? `${prompt.slice(0, 60)}…` : prompt;
  const heard = begin === '' ? '' : `You wrote “${begin.replaceAll('\n', ' ')}”. `;
  return `${heard}I only know a few words. Try one of these:\n\n${words}`;
}
