// An MCP server on its standard streams, with one tool, `ticket`, that asks the person to fill in a form and gives
// back what came of it.
import readline from 'node:readline';

const schema = {
  type: 'object',
  properties: {
    title: { type: 'string', title: 'Title', minLength: 3 },
    due: { type: 'string', title: 'Due date', format: 'date' },
    tell: { type: 'boolean', title: 'Tell the team', default: true },
  },
  required: ['title'],
};
const tool = {
  name: 'ticket',
  description: 'Makes a ticket',
  inputSchema: { type: 'object', properties: {} },
};
let toolCall;

const write = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);

const methods = {
  initialize: ({ protocolVersion }) => ({
    protocolVersion,
    capabilities: { tools: {} },
    serverInfo: { name: 'tracker', version: '1' },
  }),
  'tools/list': () => ({ tools: [tool] }),
};

readline.createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, method, params, result, error } = JSON.parse(line);
  if (method === 'tools/call') {
    toolCall = id;
    const message = 'Details for the new ticket';
    write({ id: 'form', method: 'elicitation/create', params: { message, requestedSchema: schema } });
  } else if (id === 'form') {
    const text = JSON.stringify(result ?? { error });
    write({ id: toolCall, result: { content: [{ type: 'text', text }] } });
  } else if (id !== undefined && method) {
    const found = methods[method]?.(params ?? {});
    write({ id, ...(found ? { result: found } : { error: { code: -32601, message: 'Unknown method' } }) });
  }
});
