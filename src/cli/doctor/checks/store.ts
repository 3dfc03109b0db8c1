import { randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import type { BlobStore } from 'onceward';
import { loadPluginFile } from '../../plugin/load-plugin.js';
import { defineCheck } from '../define-check.js';

/** Not enough to cost anything, and different from what anybody else writes. */
const PROBE_BYTES = 16;

/** What a worker does with its store all day, once: to write, read and delete. A key that encrypts is used, too. */
export const store = defineCheck({
  id: 'store',
  title: 'Store',
  appliesTo: ({ plugin }) => plugin !== undefined,
  async run({ plugin = '' }) {
    const { onceward, dataConverter } = await loadPluginFile(plugin);
    if (onceward.reading().payloads.store === undefined) return { ok: true, detail: 'none: everything is in history' };
    const { store: own } = onceward.records(dataConverter);
    const key = `tmp/doctor-${randomUUID()}`;
    const written = crypto.getRandomValues(new Uint8Array(PROBE_BYTES));
    const where = `'${own.name}' (${own.location})`;
    await own.put(key, written, { mediaType: 'application/octet-stream' });
    const read = await readAndDelete(own, key);
    if (read?.equals(written) === true) return { ok: true, detail: `${where} can be written, read and deleted from` };
    return {
      ok: false,
      detail: `${where} gave ${read === undefined ? 'nothing' : 'something else'} for what was just written`,
      fix: 'Look at the store itself.',
    };
  },
});

/** Deletes it also when it cannot be read: nothing of ours stays there. */
async function readAndDelete(from: BlobStore, key: string): Promise<Buffer | undefined> {
  try {
    const content = await from.get(key);
    return content && (await buffer(content));
  } finally {
    await from.delete(key);
  }
}
