/** A process that writes into a file store that other processes use too: `<what> <folder> <letter>`. */
import { collect } from './collect.ts';
import { createArtifacts } from '../../../src/worker/stores/create-artifacts.ts';
import { fileStore } from '../../../src/worker/stores/file-store.ts';

const TEXT = { mediaType: 'text/plain' };
const MEGABYTE = 1024 * 1024;
const [, , what = '', folder = '', letter = 'a'] = process.argv;
const store = fileStore({ folder });

/** Always the same few chunks' worth of memory, however long the stream. */
async function* megabytes(count: number, atEnd?: () => void): AsyncIterable<Uint8Array> {
  for (let index = 0; index < count; index++) yield new Uint8Array(MEGABYTE).fill(letter.charCodeAt(0));
  atEnd?.();
}

async function measureMemory(): Promise<void> {
  const before = process.resourceUsage().maxRSS;
  const artifacts = createArtifacts({ store });
  const reference = await artifacts.put(megabytes(200), TEXT);
  let bytes = 0;
  for await (const chunk of artifacts.open(reference).stream()) bytes += chunk.byteLength;
  console.log(JSON.stringify({ bytes, grownKilobytes: process.resourceUsage().maxRSS - before }));
}

if (what === 'replace') for (let round = 0; round < 30; round++) await store.put('contended', megabytes(2), TEXT);
if (what === 'claim') for (let key = 0; key < 40; key++) await store.put(`claim/${key}`, megabytes(1), { ...TEXT, ifAbsent: true });
if (what === 'die')
  await store.put(
    'unfinished',
    megabytes(3, () => process.kill(process.pid, 'SIGKILL')),
    TEXT,
  );
if (what === 'put-and-die') {
  await store.put('finished', megabytes(3), TEXT);
  process.kill(process.pid, 'SIGKILL');
}
if (what === 'memory') await measureMemory();
// On a disk of 8 MB: one blob fits, the next does not; then space is made.
if (what === 'fill') {
  const keep = new Uint8Array(2 * MEGABYTE);
  await store.put('kept', keep, TEXT);
  const failures = [];
  for (const content of [megabytes(20), new Uint8Array(20 * MEGABYTE)]) {
    failures.push(
      await store.put('kept', content, TEXT).then(
        () => 'no failure',
        ({ code, message, retryable }: { code: string; message: string; retryable: boolean }) => ({ code, message, retryable }),
      ),
    );
  }
  const before = await store.head('kept');
  await store.delete('kept');
  await store.put('after', new Uint8Array(5 * MEGABYTE), TEXT);
  console.log(
    JSON.stringify({
      failures,
      kept: before?.bytes,
      after: (await store.head('after'))?.bytes,
      files: await collect(store.list('')),
    }),
  );
}
