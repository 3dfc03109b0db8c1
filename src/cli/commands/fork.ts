import { InvalidOption, OncewardError } from 'onceward';
import { runsClient, unreadableReason, type ForkOptions, type PlannedFork, type StartedForkRun, type WhenChanged } from 'onceward/client';
import { defineCommand } from '../grammar/define-command.js';
import { UsageError } from '../grammar/usage-error.js';
import { describeFork, type ForkFacts } from '../fork/describe-fork.js';
import { clientOptionsOf } from '../plugin/client-options-of.js';
import { findPlugin, PLUGIN_OPTION } from '../plugin/find-plugin.js';
import { withServer, type Server } from '../server/connect-to-server.js';
import { unreadable } from '../server/unreadable.js';

export const fork = defineCommand({
  path: ['fork'],
  summary: 'Starts a run that takes another’s answers up to a step, and goes on anew from there',
  arguments: { workflowId: { summary: 'Of the run that is forked; it is not touched' } },
  options: {
    from: {
      type: 'string',
      value: 'step',
      required: true,
      summary: 'The first step that is asked anew: the number of a model call in `transcript`, a step’s key, event:<id>, or end',
    },
    ...PLUGIN_OPTION,
    run: { type: 'string', value: 'run id', summary: 'Of several runs under this id; without it, the newest' },
    'workflow-id': { type: 'string', value: 'id', summary: 'Of the fork; without it, one made of the run and the step' },
    'when-changed': {
      type: 'string',
      value: 'ask|take',
      summary: 'Where the code asks something else at an earlier place: ask (default), or take the recorded answer',
    },
    'task-queue': { type: 'string', value: 'queue', summary: 'Of the fork; without it, that of the run' },
    reason: { type: 'string', value: 'text', summary: 'Why, for whoever looks at the fork' },
    'dry-run': { type: 'boolean', summary: 'Show what would be taken and what asked, and start nothing' },
  },
  details: [
    'Workers with the mended code run the fork. What is taken costs nothing; a write of the run is not made again, and a person is asked about one that would be another.',
    'The same command again starts no second fork.',
  ].join('\n'),
  async run({ arguments: { workflowId }, options, style }) {
    const file = await findPlugin(options.plugin);
    const forkOptions = toForkOptions(options, file?.onceward.reading().forms);
    return withServer(
      async (server) => {
        const runs = runsClient(server.client);
        const call = options['dry-run'] ? runs.planFork(workflowId, forkOptions) : runs.fork(workflowId, forkOptions);
        const forked = await call.catch((error: unknown) => explain(workflowId, error));
        const facts: ForkFacts = {
          writes: new Set(
            (file?.onceward.activityTypes() ?? []).flatMap(({ activityType, sideEffect }) => (sideEffect === 'once' ? activityType : [])),
          ),
          hasWorkers: await hasWorkers(server, forked.taskQueue),
        };
        return { ok: true, data: { ...forked, hasWorkers: facts.hasWorkers }, text: describeFork(forked, facts, style) };
      },
      file && clientOptionsOf(file),
    );
  },
});

interface TypedOptions {
  readonly from: string;
  readonly run: string | undefined;
  readonly 'workflow-id': string | undefined;
  readonly 'when-changed': string | undefined;
  readonly 'task-queue': string | undefined;
  readonly reason: string | undefined;
}

function toForkOptions(options: TypedOptions, forms: ForkOptions['forms'] = []): ForkOptions {
  const { from, run, reason, 'workflow-id': workflowId, 'when-changed': whenChanged, 'task-queue': taskQueue } = options;
  return {
    from,
    forms,
    ...(run !== undefined && { runId: run }),
    ...(reason !== undefined && { reason }),
    ...(workflowId !== undefined && { workflowId }),
    // `runs.fork` refuses any other.
    ...(whenChanged !== undefined && { whenChanged: whenChanged as WhenChanged }),
    ...(taskQueue !== undefined && { taskQueue }),
  };
}

function explain(workflowId: string, error: unknown): Promise<PlannedFork | StartedForkRun> {
  if (InvalidOption.isInstance(error)) {
    const name = error.option.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    throw new UsageError(`--${name}${(error.message.split(`'${error.option}'`)[1] ?? '').replace('\n ', '')}`);
  }
  const reason =
    OncewardError.isInstance(error) && !error.code.startsWith('Payload') && error.code !== 'DecryptionFailed'
      ? undefined
      : unreadableReason(error);
  throw reason === undefined ? error : unreadable(workflowId, reason);
}

/** Temporal's `TaskQueueType`; the enum itself is not ours to import. */
const WORKFLOWS = 1;

async function hasWorkers({ client, namespace }: Server, taskQueue: string): Promise<boolean> {
  const { pollers } = await client.workflowService.describeTaskQueue({
    namespace,
    taskQueue: { name: taskQueue },
    // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- the enum is not ours to import
    taskQueueType: WORKFLOWS,
  });
  return (pollers ?? []).length > 0;
}
