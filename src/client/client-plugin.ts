import { defaultPayloadConverter, type Duration, type Headers } from '@temporalio/common';
import type { ClientOptions, ClientPlugin, ConnectionPlugin, WorkflowClientInterceptor } from '@temporalio/client';
import type { Artifacts } from '../shared/artifacts/artifacts.js';
import type { BlobStore } from '../shared/artifacts/blob-store.js';
import { RUN_CONTEXT_HEADER_NAME, type RunContext } from '../shared/contract/run-context.js';
import { configureDataConverter } from '../payloads/configure-data-converter.js';
import type { PayloadOptions } from '../payloads/payload-options.js';
import { checkOptions } from '../shared/options/check-options.js';
import { createClientArtifacts } from './client-artifacts.js';
import { withCallsThatEnd } from './end-with-connection.js';
import { filesInterceptor } from './files-interceptor.js';
import { clientGuard, clientLimit } from './guard-interceptor.js';
import { withLargeAnswers } from './large-answers.js';
import { scheduleInterceptor } from './schedule-interceptor.js';

/** `store`, `encryption` and `compression` must be those of the workers. */
export interface OncewardClientOptions extends PayloadOptions {
  /** Tenant and labels of the runs this client starts. Opaque ids only: they travel in a header. */
  readonly context?: Omit<RunContext, 'v'>;
  /** Where `artifacts` are, and payloads above `offloadAboveBytes`: the store that the workers have. */
  readonly store?: BlobStore;
  /**
   * How long a worker may work on one piece of workflow code before another takes over. A replay has to fit in; a worker that died in it is
   * replaced no sooner. @default '10s'
   */
  readonly workflowTaskTimeout?: Duration;
}

const DEFAULT_WORKFLOW_TASK_TIMEOUT = '10s';
const OPTION_NAMES = [
  'context',
  'workflowTaskTimeout',
  'store',
  'formerStores',
  'encryption',
  'compression',
  'offloadAboveBytes',
] as const satisfies readonly (keyof OncewardClientOptions)[];

/** A plugin for Temporal's connection and client, and what a client needs beside it. */
export interface OncewardClient extends ClientPlugin, ConnectionPlugin {
  /**
   * Uploads what a run is to read, and opens what it gave, for the tenant of `context`. Its methods throw `InvalidOption` when there is no
   * `store`.
   */
  readonly artifacts: Artifacts;
}

/**
 * The client's side: gives the runs it starts their context and task timeout, reads and writes payloads as the workers do, and has their
 * artifacts. As a plugin of the connection, from which its clients take it over, it also takes answers of more than gRPC's 4 MB, which pages of
 * large histories are: without it, `handle.fetchHistory()` fails for them. A call that waits to be tried again when the connection is closed ends as
 * cancelled, in place of the process.
 *
 * @throws UnknownOption; InvalidOption, also for a tenant that is too long for a key
 * @example
 * ```ts
 * const onceward = oncewardClient({ store, context: { tenant: 'acme' } });
 * const connection = await Connection.connect({ plugins: [onceward] });
 * const client = new Client({ connection });
 * const document = await onceward.artifacts.put(createReadStream('claim.pdf'), { mediaType: 'application/pdf' });
 * const summary = await client.workflow.execute(readDocument, { taskQueue, workflowId, args: [document] });
 * console.log(await onceward.artifacts.open(summary).text());
 * ```
 */
export function oncewardClient(options: OncewardClientOptions = {}): OncewardClient {
  checkOptions('oncewardClient()', options, OPTION_NAMES);
  const artifacts = createClientArtifacts(options);
  const start = startInterceptor(options);
  return {
    name: 'onceward',
    artifacts,
    configureConnection: (connectionOptions) => withCallsThatEnd(withLargeAnswers(connectionOptions)),
    configureClient(clientOptions: ClientOptions): ClientOptions {
      const workflow = clientOptions.interceptors?.workflow;
      const others = Array.isArray(workflow) ? workflow : [];
      // Given to the connection and to the client; applied twice, payloads would be encrypted twice.
      if (others.includes(start)) return clientOptions;
      const dataConverter = configureDataConverter('oncewardClient()', clientOptions.dataConverter, options);
      const files = options.store === undefined ? [] : [filesInterceptor(artifacts)];
      const limit = clientLimit({ hasStore: dataConverter.externalStorage !== undefined, offloadAboveBytes: options.offloadAboveBytes });
      const own = [start, ...files, clientGuard(limit)];
      const schedule = [
        ...(clientOptions.interceptors?.schedule ?? []),
        scheduleInterceptor({ ...startOf(options), artifacts: options.store && artifacts, limit }),
      ];
      return { ...clientOptions, dataConverter, interceptors: { ...clientOptions.interceptors, workflow: [...others, ...own], schedule } };
    },
  };
}

/** What every run gets from the client that starts it. */
function startOf({ context, workflowTaskTimeout = DEFAULT_WORKFLOW_TASK_TIMEOUT }: OncewardClientOptions): RunStart {
  const headers: Headers =
    context === undefined ? {} : { [RUN_CONTEXT_HEADER_NAME]: defaultPayloadConverter.toPayload({ v: 1, ...context }) };
  return { headers, workflowTaskTimeout };
}

interface RunStart {
  readonly headers: Headers;
  readonly workflowTaskTimeout: Duration;
}

function startInterceptor(given: OncewardClientOptions): WorkflowClientInterceptor {
  const { headers: own, workflowTaskTimeout } = startOf(given);
  const prepare = <Input extends StartInput>(input: Input): Input => ({
    ...input,
    headers: { ...input.headers, ...own },
    options: { ...input.options, workflowTaskTimeout: input.options.workflowTaskTimeout ?? workflowTaskTimeout },
  });
  return {
    start: (input, next) => next(prepare(input)),
    signalWithStart: (input, next) => next(prepare(input)),
    startUpdateWithStart(input, next) {
      const { headers, options } = prepare({ headers: input.workflowStartHeaders, options: input.workflowStartOptions });
      return next({ ...input, workflowStartHeaders: headers, workflowStartOptions: options });
    },
  };
}

interface StartInput {
  readonly headers: Headers;
  readonly options: { readonly workflowTaskTimeout?: Duration };
}
