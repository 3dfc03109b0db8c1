import { createServer, type Server } from 'node:http';
import { checkOptions } from '../../shared/options/check-options.js';
import { answerRequest, refuse } from './answer-request.js';
import { createScriptReader } from './create-script-reader.js';
import { createFaults } from './faults.js';
import { createRequestJournal } from './request-journal.js';
import type { ScriptedProvider, ScriptedProviderOptions } from './scripted-provider.js';

/**
 * Starts a model provider for tests: an HTTP server with the interface that most providers share (`POST /v1/chat/completions` with tools
 * and JSON schemas, `POST /v1/embeddings`; no streaming). It says what a script says, bills each request when it arrives, and misbehaves
 * as told.
 *
 * @throws UnknownOption
 * @example
 * ```ts
 * const provider = await startScriptedProvider({ script: [{ toolCalls: [{ name: 'lookUp', input: { word: 'tide' } }] }, 'Four letters.'] });
 * process.env.MODEL_URL = provider.url;
 * provider.failNext(503);
 * // … run the agent …
 * expect(provider.bill()).toEqual({ requests: 3, repeated: 1 });
 * await provider.close();
 * ```
 */
export async function startScriptedProvider(options: ScriptedProviderOptions): Promise<ScriptedProvider> {
  checkOptions('startScriptedProvider()', options, ['script', 'port']);
  const [journal, faults, closing] = [createRequestJournal(), createFaults(), new AbortController()];
  const read = createScriptReader(options.script);
  const server = createServer((message, response) => {
    answerRequest({ journal, faults, read, message, response, closing: closing.signal }).catch((error: unknown) => {
      if (!response.headersSent && !response.destroyed) refuse(response, 500, `The script failed: ${String(error)}`);
    });
  });
  const port = await listen(server, options.port ?? 0);
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests: () => journal.list(),
    bill: () => journal.bill(),
    onArrival: (listener) => journal.onArrival(listener),
    delay: (delayMs) => faults.delay(delayMs),
    failNext: (error, times = 1) => faults.add(typeof error === 'number' ? { status: error } : error, times),
    hangNext: (times = 1) => faults.add('hang', times),
    dropNext: (times = 1) => faults.add('drop', times),
    reset: () => faults.reset(),
    async close() {
      closing.abort();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(address !== null && typeof address === 'object' ? address.port : port);
    });
  });
}
