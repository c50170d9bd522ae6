import * as path from 'node:path';
import type { DemoMove, DemoStep } from './demoSteps';
import { demoFileText, demoNote } from './demoTexts';
import type { ModelRequest, ToolCall, ToolOutcome } from './modelScript';

const demoFile = 'flight-deck-demo.md';

/** Reads an attached file, or the README, or else the first file that a search finds. */
export const readStep: DemoStep = {
  name: 'read',
  next(outcomes, request) {
    const last = outcomes.at(-1);
    if (!last) {
      const attached = request.taggedFiles[0];
      const target = attached ?? inFolder(request, 'README.md');
      return move(request, `I read a file: \`${path.basename(target)}\`.`, view(target));
    }
    if (wasDenied(last)) return done('You did not let me read, so I leave the file alone.');
    if (last.name === 'glob') {
      const found = (last.result ?? '').split('\n').find((line) => line.startsWith('./'));
      if (!found) return done('I found no file to read in this folder. Say “write” and I create one.');
      return move(request, `I read \`${found.slice(2)}\` instead.`, view(inFolder(request, found.slice(2))));
    }
    if (isMissing(last) && outcomes.length === 1) {
      return move(request, 'There is no such file, so I look for another one.', {
        name: 'glob',
        arguments: { pattern: '*.{md,txt,json,ts,js,py,go,rs,java,cs}' },
      });
    }
    return done(`The file came back. It begins like this:\n\n${quote(last.result)}`);
  },
};

/** Runs a command that changes nothing. */
export const shellStep: DemoStep = {
  name: 'shell',
  next(outcomes, request) {
    const last = outcomes.at(-1);
    if (!last) {
      const name = request.tools.includes('powershell') ? 'powershell' : 'bash';
      return move(request, 'I run a harmless command: it prints a line and lists the files here.', {
        name,
        arguments: {
          command: 'echo "Hello from the demo model"; ls',
          description: 'Say hello and list the files',
        },
      });
    }
    if (wasDenied(last)) return done('You denied the command, so nothing was run.');
    return done(`The command ended. The model is told what it printed:\n\n${quote(last.result)}`);
  },
};

/** Creates the demo file, or adds a line to it when it is there. */
export const editStep: DemoStep = {
  name: 'edit',
  next(outcomes, request) {
    const target = inFolder(request, demoFile);
    const last = outcomes.at(-1);
    if (!last) {
      const call = { name: 'create', arguments: { path: target, file_text: demoFileText } };
      return move(request, `I write \`${demoFile}\` into this folder.`, call);
    }
    if (wasDenied(last)) return done(`You denied it, so \`${demoFile}\` stays as it was.`);
    if (last.name === 'create' && /already exists/i.test(last.result ?? '')) {
      return move(request, 'It is there already, so I read it and add a line.', view(target));
    }
    if (last.name === 'view' && last.result && !isMissing(last)) {
      return move(request, '', { name: 'edit', arguments: { path: target, ...addedLine(last.result) } });
    }
    if (last.name !== 'view' && /^(created|file .* updated)/i.test(last.result ?? '')) {
      return done(`Done: \`${demoFile}\` is written. Delete it whenever you like.`);
    }
    return done(`That did not work. The tool says:\n\n${quote(last.result)}`);
  },
};

/** Asks the person something. */
export const questionStep: DemoStep = {
  name: 'question',
  next(outcomes, request) {
    const last = outcomes.at(-1);
    if (!last) {
      return move(request, 'I have a question for you.', {
        name: 'ask_user',
        arguments: {
          question: 'Which part of the day do you like best?',
          choices: ['Morning', 'Noon', 'Evening'],
        },
      });
    }
    const answer = /^User (?:selected|responded)[^:]*: ([\s\S]+)$/.exec(last.result ?? '')?.[1];
    return done(
      answer ? `You answered: **${answer.trim()}**. Thank you.` : 'You gave no answer, and that is fine.',
    );
  },
};

/** A call with the words before it; a tool that is not offered is explained and left out. */
export function move(request: ModelRequest, say: string, call: ToolCall): DemoMove {
  if (request.tools.includes(call.name)) return { say, call };
  return done(`The tool \`${call.name}\` is not offered in this session, so I skip it.`);
}

/** The last words of a step. */
export function done(say: string): DemoMove {
  return { say };
}

/** What the CLI tells the model when a person or a rule said no. */
export function wasDenied(outcome: ToolOutcome): boolean {
  return /^(the user rejected|permission (?:was )?denied|denied|.*could not request permission)/i.test(
    outcome.result ?? '',
  );
}

/** The first lines of a tool's result as a code block. */
export function quote(text: string | undefined): string {
  const lines = (text ?? '').trim().split('\n');
  const shown = lines.slice(0, 8).join('\n');
  return `\`\`\`\`text\n${shown}${lines.length > 8 ? '\n…' : ''}\n\`\`\`\``;
}

/** An absolute path where the folder is known; otherwise the CLI resolves the name against it. */
export function inFolder(request: ModelRequest, name: string): string {
  return request.cwd ? path.join(request.cwd, name) : name;
}

function view(file: string): ToolCall {
  return { name: 'view', arguments: { path: file } };
}

function isMissing(outcome: ToolOutcome): boolean {
  return /does not exist/i.test(outcome.result ?? '');
}

/** The whole text is the one string sure to be unique in the file. */
function addedLine(text: string): { readonly old_str: string; readonly new_str: string } {
  const body = text.trimEnd();
  const count = body.split('\n').filter((line) => line.startsWith(demoNote)).length;
  return { old_str: body, new_str: `${body}\n${demoNote} ${count + 1}` };
}
