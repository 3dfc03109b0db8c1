import { defaultPayloadConverter, type Duration, type Headers } from '@temporalio/common';
import type { ClientOptions, ClientPlugin, WorkflowClientInterceptor } from '@temporalio/client';
import { RUN_CONTEXT_HEADER_NAME, type RunContext } from '../shared/contract/run-context.js';
import { configureDataConverter } from '../payloads/configure-data-converter.js';
import type { PayloadOptions } from '../payloads/payload-options.js';
import { checkOptions } from '../shared/options/check-options.js';
import { clientGuard } from './guard-interceptor.js';

/** `store`, `encryption` and `compression` must be those of the workers. */
export interface OncewardClientOptions extends PayloadOptions {
  /** Tenant and labels of the runs this client starts. Opaque ids only: they travel in a header. */
  readonly context?: Omit<RunContext, 'v'>;
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
  'encryption',
  'compression',
  'offloadAboveBytes',
] as const satisfies readonly (keyof OncewardClientOptions)[];

/**
 * The client's side: gives the runs it starts their context and task timeout, and reads and writes payloads as the workers do.
 *
 * @throws UnknownOption; InvalidOption
 * @example
 * ```ts
 * const client = new Client({ connection, plugins: [oncewardClient({ context: { tenant: 'acme' } })] });
 * ```
 */
export function oncewardClient(options: OncewardClientOptions = {}): ClientPlugin {
  checkOptions('oncewardClient()', options, OPTION_NAMES);
  return {
    name: 'onceward',
    configureClient(clientOptions: ClientOptions): ClientOptions {
      const workflow = clientOptions.interceptors?.workflow;
      const others = Array.isArray(workflow) ? workflow : [];
      const dataConverter = configureDataConverter('oncewardClient()', clientOptions.dataConverter, options);
      const own = [startInterceptor(options), clientGuard({ hasStore: dataConverter.externalStorage !== undefined })];
      return { ...clientOptions, dataConverter, interceptors: { ...clientOptions.interceptors, workflow: [...others, ...own] } };
    },
  };
}

function startInterceptor({
  context,
  workflowTaskTimeout = DEFAULT_WORKFLOW_TASK_TIMEOUT,
}: OncewardClientOptions): WorkflowClientInterceptor {
  const own: Headers = context === undefined ? {} : { [RUN_CONTEXT_HEADER_NAME]: defaultPayloadConverter.toPayload({ v: 1, ...context }) };
  const prepare = <Input extends StartInput>(input: Input): Input => ({
    ...input,
    headers: { ...input.headers, ...own },
    options: { ...input.options, workflowTaskTimeout: input.options.workflowTaskTimeout ?? workflowTaskTimeout },
  });
  return {
    start: (input, next) => next(prepare(input)),
    signalWithStart: (input, next) => next(prepare(input)),
  };
}

interface StartInput {
  readonly headers: Headers;
  readonly options: { readonly workflowTaskTimeout?: Duration };
}
