/** The last step of the workflow: three systems get the record, or, when one refuses it for good, none, or a person decides. */
import { StepFailed } from 'onceward';
import { requestApproval } from 'onceward/workflow';
import { takeBack, writeAccounting, writeArchive, writeCrm, type WrittenRecord } from './tools.ts';

export type WriteFailurePolicy = 'compensate' | 'ask';
type System = 'crm' | 'accounting' | 'archive';

export interface WriteOutcome {
  readonly status: 'written' | 'compensated' | 'abandoned';
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
  const records: Partial<Record<System, string>> = {};
  for (const [system, write] of WRITES) {
    for (;;) {
      const failure = await attempt(async () => {
        records[system] = (await write(record)).id;
      });
      if (failure === undefined) break;
      if (onWriteFailure === 'ask' && (await askToRetry(system, failure))) continue;
      if (onWriteFailure === 'ask') return { status: 'abandoned', records, failure };
      await compensate(records);
      return { status: 'compensated', records: {}, failure };
    }
  }
  return { status: 'written', records };
}

async function attempt(write: () => Promise<void>): Promise<string | undefined> {
  try {
    await write();
    return undefined;
  } catch (error) {
    // The first line says what happened; what follows it is for a programmer.
    if (StepFailed.isInstance(error)) return error.message.split('\n')[0];
    throw error;
  }
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

/** Last written, first taken back. */
async function compensate(records: Partial<Record<System, string>>): Promise<void> {
  for (const [system] of WRITES.toReversed()) {
    const id = records[system];
    if (id !== undefined) await takeBack({ system, id });
  }
}
