/** The three systems that get the agent's record, each with the same small HTTP interface. */
import type { DurableOptions } from 'onceward';
import { readSettings } from './read-settings.ts';
import { sendRequest } from './send-request.ts';

/** A record in one of the systems. */
export interface WrittenRecord {
  readonly system: 'crm' | 'accounting' | 'archive';
  readonly id: string;
}

interface StoredRecord {
  readonly id: string;
  readonly idempotencyKey: string | null;
}

export async function createRecord(system: WrittenRecord['system'], record: object): Promise<WrittenRecord> {
  const { id } = (await sendRequest(`${readSettings()[system]}/records`, { method: 'POST', body: record })) as { id: string };
  return { system, id };
}

/** A write that nobody knows the outcome of is looked up by its key, so that it is made once, also by a system that ignores keys. */
export function writtenOnce(system: WrittenRecord['system']): DurableOptions {
  return {
    sideEffect: 'once',
    onUnknownOutcome: {
      async verify(key) {
        const { records } = (await sendRequest(`${readSettings()[system]}/records`, { method: 'GET' })) as { records: StoredRecord[] };
        const found = records.find(({ idempotencyKey }) => idempotencyKey === key);
        return found === undefined ? { happened: false } : { happened: true, value: { system, id: found.id } };
      },
    },
  };
}

/** Changes nothing when it was done before. */
export async function deleteRecord({ system, id }: WrittenRecord): Promise<null> {
  await sendRequest(`${readSettings()[system]}/records/${id}`, { method: 'DELETE' });
  return null;
}
