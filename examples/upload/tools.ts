import { createHash } from 'node:crypto';
import { durableContext, durableModule, type Artifact } from 'onceward';

const durable = durableModule(import.meta.url);

/** Reads the document as a stream: however large, a chunk of it at a time is in memory. */
export const summarize = durable(async (document: Artifact<'application/pdf'>) => {
  const { artifacts } = durableContext();
  const hash = createHash('sha256');
  let chunks = 0;
  for await (const chunk of artifacts.open(document).stream()) {
    hash.update(chunk);
    chunks += 1;
  }
  const lines = [`${document.bytes} bytes`, `sha256 ${hash.digest('hex')}`, `read in ${chunks > 1 ? 'chunks' : 'one chunk'}`];
  return artifacts.put(lines.join('\n'), { mediaType: 'text/plain', preview: lines[0] });
});
