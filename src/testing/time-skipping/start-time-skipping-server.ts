import { checkOptions } from '../../shared/options/check-options.js';
import { findFreePort, LOOPBACK } from '../dev-server/free-port.js';
import { launchOnFreePort, launchProgram } from '../dev-server/launch-program.js';
import type { ServerProcess } from '../dev-server/server-process.js';
import { attachEnvironment } from './attach-environment.js';
import { findTestServer } from './find-test-server.js';
import type { TestServerProgram } from './test-server-program.js';
import type { TimeSkippingServer, TimeSkippingServerOptions } from './time-skipping-server.js';

const NAMESPACE = 'default';
/** The first one writes Java's class archive when it ends. */
const TERMINATION_TIMEOUT_MS = 30_000;
const HINT = 'Read the log above. Without one, try the program by hand: it takes a port as its argument.';

/**
 * Starts Temporal's test server, which skips time while a result is waited for: three days pass in milliseconds, with timers, timeouts and
 * retries as they would be. It takes the first of: `temporal-test-server` on the PATH, the copy in the cache folder, a download by the Temporal SDK,
 * and Java with Maven. The last two happen once and are cached. The server ends with `stop()`, and with this process however that ends.
 *
 * Time stands still for no one: while an activity runs, nothing is skipped. The server knows no list, count or reset; use `startDevServer` for those.
 * It waits for ever for a worker that was killed with a run in memory: give workers that are to be killed `maxCachedWorkflows: 0`.
 *
 * @throws `TimeSkippingServerNotFound` when there is no way to get one; `TemporalServerFailed` when it does not answer within 30 seconds;
 *   `UnknownOption`
 * @example
 * ```ts
 * const server = await startTimeSkippingServer({ plugins: [oncewardClient()] });
 * const worker = await Worker.create({ connection: server.connection, taskQueue: 'agents', workflowsPath, plugins: [onceward] });
 * await worker.runUntil(async () => {
 *   const decision = await server.client.workflow.execute(publish, { taskQueue: 'agents', workflowId: 'publish-1' });
 *   expect(decision.action).toBe('expired'); // three days later
 * });
 * await server.stop();
 * ```
 */
export async function startTimeSkippingServer(options: TimeSkippingServerOptions = {}): Promise<TimeSkippingServer> {
  checkOptions('startTimeSkippingServer()', options, ['plugins', 'onProgress', 'logFile']);
  const { plugins = [], onProgress, logFile } = options;
  const program = await findTestServer(onProgress);
  const { address, server } = await launchOnFreePort(() => launchOnce(program, logFile));
  const stopServer = async (): Promise<void> => {
    await server.stop();
    program.ended?.();
  };
  const environment = await attachEnvironment(address, NAMESPACE, plugins).catch(async (error: unknown) => {
    await stopServer();
    throw error;
  });
  let stopping: Promise<void> | undefined;
  return {
    address,
    namespace: NAMESPACE,
    pid: server.pid,
    client: environment.client,
    connection: environment.nativeConnection,
    sleep: (duration) => environment.sleep(duration),
    currentTimeMs: () => environment.currentTimeMs(),
    stop: () => (stopping ??= environment.teardown().then(stopServer)),
  };
}

async function launchOnce(program: TestServerProgram, logFile: string | undefined): Promise<{ address: string; server: ServerProcess }> {
  const port = await findFreePort();
  const address = `${LOOPBACK}:${port}`;
  const { file, commandLine } = program;
  const server = await launchProgram({
    file,
    commandLine: [...commandLine, String(port)],
    address,
    namespace: NAMESPACE,
    logFile,
    terminationTimeoutMs: TERMINATION_TIMEOUT_MS,
    hint: HINT,
  });
  return { address, server };
}
