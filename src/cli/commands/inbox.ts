import { once } from 'node:events';
import { userInfo } from 'node:os';
import { createApprovalHandler } from 'onceward/client';
import { defineCommand } from '../grammar/define-command.js';
import { UsageError } from '../grammar/usage-error.js';
import { serveInbox } from '../inbox/serve-inbox.js';
import { clientOptionsOf } from '../plugin/client-options-of.js';
import { findPlugin, PLUGIN_OPTION } from '../plugin/find-plugin.js';
import { withServer } from '../server/connect-to-server.js';

const DEFAULT_PORT = 7780;
const LARGEST_PORT = 65_535;

export const inbox = defineCommand({
  path: ['inbox'],
  summary: 'Serves a page on this machine that shows what waits for a person, and takes the answers',
  options: {
    ...PLUGIN_OPTION,
    by: { type: 'string', value: 'name', summary: 'Who answers (default: the name of this account)' },
    role: { type: 'string', value: 'names', summary: 'The roles of who answers, with commas between them' },
    port: { type: 'string', value: 'number', summary: `The port; 0 takes a free one (default ${DEFAULT_PORT})` },
  },
  details:
    'Whoever has the address answers as --by. It is another at each start, and for your own browser: for others, serve createApprovalHandler of onceward/client.',
  async run({ options }) {
    const port = options.port === undefined ? DEFAULT_PORT : toPort(options.port);
    const by = options.by ?? userInfo().username;
    const roles = options.role?.split(',').map((name) => name.trim());
    const plugin = await findPlugin(options.plugin);
    return withServer(
      async ({ client, address, namespace }) => {
        const handle = createApprovalHandler({ client, authorize: () => ({ by, ...(roles && { roles }) }) });
        const served = await serveInbox(handle, port);
        // Before the address is out: whoever reads it may end the program at once.
        const ended = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
        process.stdout.write(`The inbox of ${by}, for the namespace '${namespace}' at ${address}: ${served.url}\nCtrl+C ends it.\n`);
        await ended;
        await served.close();
        return { ok: true, data: { url: served.url }, text: 'Ended.' };
      },
      plugin && clientOptionsOf(plugin),
    );
  },
});

function toPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= LARGEST_PORT) return port;
  throw new UsageError(`--port is ${text}, which is no port from 0 to ${LARGEST_PORT}.`);
}
