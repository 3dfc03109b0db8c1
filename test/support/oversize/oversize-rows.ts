import { randomUUID } from 'node:crypto';
import { WithStartWorkflowOperation, type Client, type WorkflowHandle } from '@temporalio/client';

/** What a row does with its scene. */
export interface RowTools {
  readonly client: Client;
  readonly taskQueue: string;
  readonly start: (workflow: string, args: readonly unknown[], memo?: Record<string, unknown>) => Promise<WorkflowHandle>;
}

export interface OversizeRow {
  /** What is too large for Temporal. It stands in docs/payloads.md. */
  readonly what: string;
  /** The run that the row is about, and what it gave. */
  readonly run: (tools: RowTools, bytes: number) => Promise<void>;
  /** The paid activity of the row, which runs exactly once when nothing was refused before it. */
  readonly paid?: 'make' | 'measure' | 'plain';
  /** Whether a value that is refused is refused before the paid activity runs. */
  readonly refusedBefore?: boolean;
  /** What the row gives at any size: failures are cut, and take no value's place. */
  readonly always?: string;
  /** What a refused value gives where Temporal has a class of its own for it. @default 'PayloadTooLarge' */
  readonly refusal?: string;
}

const text = (bytes: number): string => 'x'.repeat(bytes);

const ofRun =
  (workflow: string, argsOf: (bytes: number) => readonly unknown[] = (bytes) => [bytes]) =>
  async ({ start }: RowTools, bytes: number): Promise<void> => {
    await (await start(workflow, argsOf(bytes))).result();
  };

const withListener =
  (use: (listening: WorkflowHandle, bytes: number, tools: RowTools) => Promise<unknown>) =>
  async (tools: RowTools, bytes: number): Promise<void> => {
    const listening = await tools.start('listens', []);
    await listening.query('look', 1);
    try {
      await use(listening, bytes, tools);
    } finally {
      // A row may have ended it.
      await listening.signal('take', 'enough').catch(() => undefined);
      await listening.result();
    }
  };

/** Every way in which a value can be too large, as measured without Onceward (docs/payloads.md says what happens there). */
export const OVERSIZE_ROWS: readonly OversizeRow[] = [
  { what: 'input of a start', run: ofRun('measureText', (bytes) => [text(bytes)]), paid: 'measure', refusedBefore: true },
  {
    what: 'memo of a start',
    run: async ({ start }, bytes) => void (await (await start('returns', [1], { large: text(bytes) })).result()),
  },
  { what: 'input of an activity', run: ofRun('inputOf'), paid: 'measure', refusedBefore: true },
  { what: 'result of an activity', run: ofRun('resultOf'), paid: 'make' },
  { what: 'result of an activity that is not durable', run: ofRun('plainResult'), paid: 'plain' },
  { what: 'heartbeat of an activity that is not durable', run: ofRun('plainBeat'), paid: 'plain', refusal: 'ServerFailure' },
  { what: 'result of a run', run: ofRun('returns') },
  { what: 'input of a child', run: ofRun('childOf') },
  { what: 'input of the next run (continue-as-new)', run: ofRun('continues') },
  { what: 'memo that a run sets', run: ofRun('memoOf') },
  { what: 'memo of a child', run: ofRun('childWithMemo') },
  { what: 'memo of the next run (continue-as-new)', run: ofRun('continuesWithMemo') },
  { what: 'message of the error of a run', run: ofRun('failsWith'), always: 'Error' },
  { what: 'message of the error of a step', run: ofRun('stepFailsWith'), always: 'ok' },
  { what: 'message of the error of an activity that is not durable', run: ofRun('plainActivityFails', (bytes) => [bytes]), always: 'ok' },
  { what: 'message and details of a failure that a run throws itself', run: ofRun('refusesItself'), always: 'Refused' },
  { what: 'details of a failure that a step throws itself', run: ofRun('stepRefuses'), always: 'ok', paid: 'make' },
  { what: 'details and causes of the failure of an activity that is not durable', run: ofRun('plainRefuses'), always: 'ok', paid: 'plain' },
  {
    what: 'failure of an update',
    run: withListener((listening, bytes) => listening.executeUpdate('refuse', { args: [bytes] })),
    always: 'Refused',
  },
  {
    what: 'message of the error of a query',
    run: withListener((listening, bytes) => listening.query('stumble', bytes)),
    always: 'QueryNotRegisteredError',
  },
  { what: 'signal of a client', run: withListener((listening, bytes) => listening.signal('take', text(bytes))) },
  {
    what: 'signal of a workflow',
    run: withListener(async ({ workflowId }, bytes, { start }) => (await start('signals', [workflowId, bytes])).result()),
  },
  { what: 'input of an update', run: withListener((listening, bytes) => listening.executeUpdate('exchange', { args: [text(bytes), 1] })) },
  {
    what: 'input of an update that starts its run',
    async run({ client, taskQueue }, bytes) {
      const options = { args: [], taskQueue, workflowId: randomUUID(), workflowIdConflictPolicy: 'FAIL' } as const;
      const startWorkflowOperation = new WithStartWorkflowOperation('listens', options);
      await client.workflow.executeUpdateWithStart('exchange', { startWorkflowOperation, args: [text(bytes), 1] });
      await (await startWorkflowOperation.workflowHandle()).signal('take', 'enough');
    },
  },
  { what: 'result of an update', run: withListener((listening, bytes) => listening.executeUpdate('exchange', { args: ['u', bytes] })) },
  {
    what: 'answer of a query',
    run: withListener((listening, bytes) => listening.query('look', bytes)),
    refusal: 'QueryNotRegisteredError',
  },
];

/** Values that are within the limit each, and beyond it together. They do not depend on the size of the others. */
export const CROWDED_ROWS: readonly OversizeRow[] = [
  { what: 'six inputs of 1 MiB in one workflow task', run: ofRun('manyInputs', () => [6, 1_048_576]) },
  { what: 'sixty inputs of 100 KiB in one workflow task', run: ofRun('manyInputs', () => [60, 102_400]) },
  { what: 'thirty results of 1.8 MiB, one after the other', run: ofRun('manyResults', () => [30, 1_887_436]) },
  { what: 'six children with memos of 1 MiB in one workflow task', run: ofRun('childrenWithMemos', () => [6, 1_048_576]) },
  { what: 'thirty arguments of 100 KiB for one activity', run: ofRun('manyArguments', () => [30, 102_400]), always: 'PayloadTooLarge' },
];
