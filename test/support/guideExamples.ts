import * as fs from 'node:fs';
import * as path from 'node:path';
import * as z from 'zod';
import type { ModelReply, ModelScript } from '../../src/demo/modelScript';
import { callTool, fail, say } from '../../src/demo/replies';
import { report } from './realCli';

const answer = z.union([
  z.string(),
  z.strictObject({ tool: z.string(), args: z.record(z.string(), z.unknown()).optional() }),
  z.strictObject({ say: z.string(), reasoning: z.string() }),
  z.strictObject({ fail: z.number(), message: z.string() }),
]);
const head = z.strictObject({
  /** Ids of promises in requirements.ts. */
  proves: z.array(z.string()).min(1),
  /** What the scripted model answers; "report" repeats what a tool said. */
  model: z.array(answer).default([]),
  prints: z.array(z.string()).default([]),
  /** Starts its own CLI instead of sharing one. */
  own: z.boolean().default(false),
});

export interface GuideExample extends z.infer<typeof head> {
  /** The heading that it stands under. */
  readonly title: string;
  readonly line: number;
  readonly code: string;
}

/** The examples of docs/sdk.md; each code block has a comment in front that says what comes of it. */
export function guideExamples(file = path.resolve('docs/sdk.md')): readonly GuideExample[] {
  const text = fs.readFileSync(file, 'utf8');
  const blocks = [...text.matchAll(/^(?:<!-- example: (.*) -->\n)?```ts\n([\s\S]*?)^```$/gm)];
  return blocks.map(({ 1: comment, 2: code = '', index }) => {
    const before = text.slice(0, index);
    const line = before.split('\n').length;
    if (comment === undefined)
      throw new Error(`The code in line ${line} of docs/sdk.md is not run by a test.`);
    const title = /^#+ (.*)$/m.exec(before.slice(before.lastIndexOf('\n#')))?.[1] ?? 'the beginning';
    return { ...head.parse(JSON.parse(comment)), title, line, code };
  });
}

export function scriptOf({ model }: GuideExample): readonly (ModelReply | ModelScript)[] {
  return model.map((reply) => {
    if (reply === 'report') return report;
    if (typeof reply === 'string') return say(reply);
    if ('tool' in reply) return callTool(reply.tool, reply.args);
    if ('say' in reply) return say(reply.say, { reasoning: reply.reasoning });
    return fail(reply.fail, reply.message);
  });
}
