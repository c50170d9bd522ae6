// The parts of vscode-jsonrpc that are used here. Its entries carry 28 KB more (readers, writers and buffers that
// are replaced here, pipes, shared arrays), and as CommonJS nothing of them can be left out of a bundle.
import {
  createMessageConnection,
  type MessageConnection,
  type Logger,
} from '../../../node_modules/vscode-jsonrpc/lib/common/connection';
import { Emitter, type Event } from '../../../node_modules/vscode-jsonrpc/lib/common/events';
import type {
  DataCallback,
  MessageReader,
} from '../../../node_modules/vscode-jsonrpc/lib/common/messageReader';
import type { Message } from '../../../node_modules/vscode-jsonrpc/lib/common/messages';
import type { MessageWriter } from '../../../node_modules/vscode-jsonrpc/lib/common/messageWriter';
import RAL from '../../../node_modules/vscode-jsonrpc/lib/common/ral';

export type { DataCallback, Event, Message, MessageConnection, MessageReader, MessageWriter };
export { Emitter };

const disposable = (dispose: () => void): { dispose: () => void } => ({ dispose });

type Used = Pick<RAL, 'console'> & { readonly timer: Omit<RAL['timer'], 'setInterval'> };

/** What its entry for Node installs, as far as a connection uses it: the rest is for its readers and writers. */
function install(): void {
  const used: Used = {
    console,
    timer: {
      setTimeout: (call, ms) => {
        const handle = setTimeout(call, ms);
        return disposable(() => clearTimeout(handle));
      },
      setImmediate: (call) => {
        const handle = setImmediate(call);
        return disposable(() => clearImmediate(handle));
      },
    },
  };
  RAL.install(used as RAL);
}

/** A connection over the two; what it has to say goes to the logger. */
export function connect(reader: MessageReader, writer: MessageWriter, logger: Logger): MessageConnection {
  install();
  return createMessageConnection(reader, writer, logger);
}
