/** A process that puts and reads an artifact, and tells how much more memory it took than before: `<file|s3> <megabytes> <settings as JSON>`. */
import { S3Client } from '@aws-sdk/client-s3';
import type { BlobStore } from 'onceward';
import { s3Store } from 'onceward/stores/s3';
import { createArtifacts, fileStore } from 'onceward/worker';

const MEGABYTE = 1_000_000;
const SAMPLE_MS = 20;
const [kind = '', megabytes = '', settings = '{}'] = process.argv.slice(2);

function createStore(): BlobStore {
  const { folder, bucket, ...client } = JSON.parse(settings) as { folder: string; bucket: string };
  return kind === 's3' ? s3Store({ client: new S3Client(client), bucket }) : fileStore({ folder });
}

async function* content(count: number): AsyncIterable<Uint8Array> {
  // One buffer, as of a file that is read: what is measured is the store, not its source.
  const chunk = new Uint8Array(MEGABYTE);
  for (let index = 0; index < count; index++) yield chunk.fill(index % 256);
}

const artifacts = createArtifacts({ store: createStore() });

async function pass(count: number): Promise<number> {
  const reference = await artifacts.put(content(count), { mediaType: 'application/octet-stream' });
  let bytes = 0;
  for await (const chunk of artifacts.open(reference).stream()) bytes += chunk.byteLength;
  return bytes;
}

// Code is loaded and connections are open before the measurement.
await pass(1);
const before = process.memoryUsage.rss();
let peak = before;
const sampler = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), SAMPLE_MS);
const bytes = await pass(Number(megabytes));
clearInterval(sampler);
peak = Math.max(peak, process.resourceUsage().maxRSS * 1_024);
console.log(JSON.stringify({ bytes, moreMegabytes: (peak - before) / MEGABYTE }));
process.exit(0);
