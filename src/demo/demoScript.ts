import { chooseSteps, type DemoStep } from './demoSteps';
import { introduction, sideAnswer } from './demoTexts';
import type { AnswerReply, ModelRequest, ModelScript, ToolOutcome } from './modelScript';

/** The model name to give to the CLI: it offers its file tools (view, create, edit, bash) to this family. */
export const demoModel = 'claude-demo';

/**
 * Provider fields to send with it. With a model id that the CLI knows, it does not warn about how it counts
 * tokens (measured on 1.0.102); the name on the wire and in events stays the demo model's own.
 */
export const demoProviderFields = { modelId: 'claude-sonnet-4.5', wireModel: demoModel } as const;

export interface DemoScriptOptions {
  /** Pause between the chunks of an answer, in milliseconds; 0 sends everything at once. */
  readonly delay?: number;
}

/** The demo model that ships: keyword driven, always answers, and says that it is a script. */
export function createDemoScript(options: DemoScriptOptions = {}): ModelScript {
  const delay = options.delay ?? 22;
  return (request) => {
    if (request.isSideRequest) return { kind: 'answer', text: sideAnswer, delay };
    const reply = runSteps(chooseSteps(request), request);
    if (hasIntroduced(request)) return { ...reply, delay };
    return { ...reply, text: joinParagraphs([introduction, textOf(reply)]), delay };
  };
}

/**
 * Runs the steps in order. Nothing is remembered between requests: how far a step is follows from the calls
 * with its name in their id, so a resumed session goes on where it was.
 */
function runSteps(steps: readonly DemoStep[], request: ModelRequest): AnswerReply {
  const said: string[] = [];
  let reasoning: string | undefined;
  for (const [index, step] of steps.entries()) {
    const outcomes = outcomesOf(step, request);
    const move = step.next(outcomes, request);
    if (move.call) {
      const id = `${callPrefix(step)}${outcomes.length}_${request.messages.length}`;
      const text = joinParagraphs([...said, move.say]);
      return { kind: 'answer', reasoning: move.reasoning, text, toolCalls: [{ ...move.call, id }] };
    }
    const wasSaid = steps.slice(index + 1).some((later) => outcomesOf(later, request).length > 0);
    if (wasSaid) continue;
    said.push(move.say);
    reasoning ??= move.reasoning;
  }
  return { kind: 'answer', reasoning, text: joinParagraphs(said) };
}

function outcomesOf(step: DemoStep, request: ModelRequest): ToolOutcome[] {
  return request.outcomes.filter((outcome) => outcome.id.startsWith(callPrefix(step)));
}

function callPrefix(step: DemoStep): string {
  return `demo_${step.name}_`;
}

function hasIntroduced(request: ModelRequest): boolean {
  return request.messages.some(
    (message) => message.role === 'assistant' && message.text.includes(introduction),
  );
}

function textOf(reply: AnswerReply): string {
  return typeof reply.text === 'string' ? reply.text : '';
}

function joinParagraphs(paragraphs: readonly string[]): string {
  return paragraphs.filter((paragraph) => paragraph !== '').join('\n\n');
}
