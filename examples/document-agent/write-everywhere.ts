/** The last step of the workflow: three systems get the record, or, when one refuses it for good, none, or a person decides. */
import { CompensationFailed, StepFailed } from 'onceward';
import { requestApproval, saga } from 'onceward/workflow';
import { takeBack, writeAccounting, writeArchive, writeCrm, type WrittenRecord } from './tools.ts';

export type WriteFailurePolicy = 'compensate' | 'ask';
type System = 'crm' | 'accounting' | 'archive';

export interface WriteOutcome {
  /** `incomplete`: a write failed, and not everything could be taken back. */
  readonly status: 'written' | 'compensated' | 'incomplete' | 'abandoned';
  /** The ids of the records that stand. */
  readonly records: Partial<Record<System, string>>;
  readonly failure?: string;
}

const WRITES: readonly (readonly [System, (record: object) => Promise<WrittenRecord>])[] = [
  ['crm', writeCrm],
  ['accounting', writeAccounting],
  ['archive', writeArchive],
];

/** Writes in order. A write that fails for good is compensated, or handed to a person who may have it tried again. */
export async function writeEverywhere(record: object, onWriteFailure: WriteFailurePolicy): Promise<WriteOutcome> {
  return onWriteFailure === 'ask' ? writeAsking(record) : writeAllOrNone(record);
}

/** A saga: what was written before the failure is taken back, the last first, also when the worker dies in between. */
async function writeAllOrNone(record: object): Promise<WriteOutcome> {
  const records: Partial<Record<System, string>> = {};
  try {
    await saga(
      async (step) => {
        for (const [system, write] of WRITES) {
          const { id } = await step(system, { do: () => write(record), undo: (written) => takeBack({ system, id: written.id }) });
          records[system] = id;
        }
      },
      { name: 'write everywhere' },
    );
    return { status: 'written', records };
  } catch (error) {
    if (CompensationFailed.isInstance(error)) return { status: 'incomplete', records, failure: firstLine(error) };
    if (StepFailed.isInstance(error)) return { status: 'compensated', records: {}, failure: firstLine(error) };
    throw error;
  }
}

async function writeAsking(record: object): Promise<WriteOutcome> {
  const records: Partial<Record<System, string>> = {};
  for (const [system, write] of WRITES) {
    for (;;) {
      const failure = await attempt(async () => {
        records[system] = (await write(record)).id;
      });
      if (failure === undefined) break;
      if (!(await askToRetry(system, failure))) return { status: 'abandoned', records, failure };
    }
  }
  return { status: 'written', records };
}

async function attempt(write: () => Promise<void>): Promise<string | undefined> {
  try {
    await write();
    return undefined;
  } catch (error) {
    if (StepFailed.isInstance(error)) return firstLine(error);
    throw error;
  }
}

/** What happened; what follows the first line is for a programmer. */
function firstLine({ message }: Error): string {
  return message.split('\n')[0] ?? message;
}

async function askToRetry(system: System, failure: string): Promise<boolean> {
  const { approved } = await requestApproval({
    id: `retry-${system}`,
    title: `Writing to ${system} failed: ${failure}. Try again?`,
    actions: ['approve', 'reject'],
    expires: '3d',
    onExpire: 'reject',
  });
  return approved;
}
