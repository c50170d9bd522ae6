import { editStep, questionStep, readStep, shellStep } from './demoToolSteps';
import { drawing, planStep, todosStep } from './demoShowSteps';
import { editorSteps } from './demoEditorSteps';
import { farewell, keywordList, longAnswer, thinking, welcome } from './demoTexts';
import type { ModelRequest, ToolCall, ToolOutcome } from './modelScript';

/** One thing that the demo shows. `next` sees the calls it made so far in this turn. */
export interface DemoStep {
  readonly name: string;
  next(outcomes: readonly ToolOutcome[], request: ModelRequest): DemoMove;
}

/** Either a call to make, with the words before it, or the last words of the step. */
export interface DemoMove {
  readonly say: string;
  readonly reasoning?: string;
  readonly call?: ToolCall;
}

const keywords: readonly { readonly words: RegExp; readonly steps: readonly DemoStep[] }[] = [
  {
    words: /\b(everything|tour)\b/i,
    steps: [
      readStep,
      shellStep,
      editStep,
      questionStep,
      todosStep,
      ...editorSteps.all,
      sayStep('draw', drawing),
      sayStep('farewell', farewell),
    ],
  },
  { words: /\b(hello|hi|hey|help)\b/i, steps: [sayStep('welcome', welcome)] },
  { words: /\bdraw(ing)?\b/i, steps: [sayStep('draw', drawing)] },
  { words: /\btodos?\b/i, steps: [todosStep] },
  { words: /\bplan\b/i, steps: [planStep] },
  { words: /\b(tool|read)\b/i, steps: [readStep] },
  { words: /\b(command|run|test|shell|terminal)\b/i, steps: [shellStep] },
  { words: /\b(edit|write|change)\b/i, steps: [editStep] },
  { words: /\b(question|ask)\b/i, steps: [questionStep] },
  { words: /\bselection\b/i, steps: editorSteps.selection },
  { words: /\beditors?\b/i, steps: editorSteps.editors },
  { words: /\bproblems?\b/i, steps: editorSteps.problems },
  { words: /\b(think|reason)\b/i, steps: [sayStep('think', thinking.answer, thinking.reasoning)] },
  { words: /\blong\b/i, steps: [sayStep('long', longAnswer)] },
];

/** The steps for the first keyword in the prompt; a tour wins wherever it is named. */
export function chooseSteps(request: ModelRequest): readonly DemoStep[] {
  const [tour, ...rest] = keywords;
  if (tour?.words.test(request.prompt)) return tour.steps;
  const found = rest
    .map(({ words, steps }) => ({ at: request.prompt.search(words), steps }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at);
  return found[0]?.steps ?? [sayStep('keywords', keywordList(request.prompt))];
}

function sayStep(name: string, text: string, reasoning?: string): DemoStep {
  return { name, next: () => ({ say: text, reasoning }) };
}
