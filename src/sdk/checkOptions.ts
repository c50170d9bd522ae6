import type { ClientOptions } from './config';
import { CopilotError } from './errors';

/** Refuses options that contradict each other. */
export function checkOptions(options: ClientOptions): void {
  const { cliUrl, cliPath, transport, gitHubToken, useLoggedInUser } = options;
  if (transport && (cliUrl || cliPath))
    throw new CopilotError(
      'invalid-argument',
      'A transport leads to its own CLI; give no cliPath or cliUrl.',
    );
  if (cliUrl && cliPath)
    throw new CopilotError('invalid-argument', 'Give either cliPath or cliUrl, not both.');
  if (cliUrl && (gitHubToken || useLoggedInUser !== undefined)) {
    throw new CopilotError(
      'invalid-argument',
      'The CLI at cliUrl has its own login; gitHubToken and useLoggedInUser are for one that is started here.',
    );
  }
}
