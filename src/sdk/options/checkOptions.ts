import type { ClientOptions } from './config';
import { invalid } from '../util/errors';

/** Refuses options that contradict each other. */
export function checkOptions(options: ClientOptions): void {
  const { cliUrl, cliPath, transport, gitHubToken, useLoggedInUser } = options;
  if (transport && (cliUrl || cliPath))
    throw invalid('A transport leads to its own CLI; give no cliPath or cliUrl.');
  if (cliUrl && cliPath) throw invalid('Give either cliPath or cliUrl, not both.');
  if (cliUrl && (gitHubToken || useLoggedInUser !== undefined)) {
    throw invalid(
      'The CLI at cliUrl has its own login; gitHubToken and useLoggedInUser are for one started here.',
    );
  }
}
