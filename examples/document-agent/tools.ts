/** The durable steps of the document agent: ordinary Node code, and the only place that touches files, models' weights and the network. */
import { join } from 'node:path';
import { durableContext, durableModule, type Artifact, type DurableOptions } from 'onceward';
import { countPages, renderPage as renderPng } from './pdf/render-page.ts';
import { recognizeText } from './pdf/recognize-text.ts';
import { readSettings } from './read-settings.ts';
import { embedTexts } from './search/embed-texts.ts';
import { toPassagesText } from './search/passages.ts';
import { splitText } from './search/split-text.ts';
import { openVectorStore, type VectorStore } from './search/vector-store.ts';
import { sendRequest } from './send-request.ts';
import { unreadableDocument } from './unreadable-document.ts';

type Pdf = Artifact<'application/pdf'>;
type PageImage = Artifact<'image/png'>;
type PageText = Artifact<'text/plain'>;

export interface WrittenRecord {
  readonly id: string;
}

interface StoredRecord extends WrittenRecord {
  readonly idempotencyKey: string | null;
}

type System = 'crm' | 'accounting' | 'archive';

const durable = durableModule(import.meta.url);
const onGpu = { taskQueue: 'gpu', p99: '20s' } as const;
const CHUNKS_PER_QUERY = 5;

export const openDocument = durable(
  async (pdf: Pdf): Promise<{ pages: number }> => ({ pages: await countPages(await durableContext().artifacts.open(pdf).bytes()) }),
  { classify: unreadableDocument },
);

export const renderPage = durable(
  async ({ pdf, page }: { pdf: Pdf; page: number }): Promise<PageImage> => {
    const { artifacts } = durableContext();
    return artifacts.put(await renderPng(await artifacts.open(pdf).bytes(), page), { mediaType: 'image/png' });
  },
  { ...onGpu, classify: unreadableDocument },
);

export const recognizePage = durable(async (image: PageImage): Promise<PageText> => {
  const { artifacts } = durableContext();
  const { text } = await recognizeText(await artifacts.open(image).bytes());
  return artifacts.put(text, { mediaType: 'text/plain' });
}, onGpu);

export const indexPages = durable(
  async ({ index, pages }: { index: string; pages: { page: number; text: PageText }[] }): Promise<{ chunks: number }> => {
    const { artifacts } = durableContext();
    const texts = await Promise.all(pages.map(async ({ page, text }) => ({ page, text: await artifacts.open(text).text() })));
    const chunks = texts.flatMap(({ page, text }) => splitText(text, { page }));
    const vectors = await embedTexts(chunks.map(({ text }) => text));
    withIndex(index, (store) => {
      for (const [position, vector] of vectors.entries()) store.add({ ...(chunks[position] as (typeof chunks)[number]), vector });
    });
    return { chunks: chunks.length };
  },
  onGpu,
);

export const searchDocument = durable(async ({ index, queries }: { index: string; queries: readonly string[] }): Promise<string> => {
  const vectors = await embedTexts(queries);
  return withIndex(index, (store) => toPassagesText(vectors.flatMap((vector) => store.search(vector, CHUNKS_PER_QUERY))));
}, onGpu);

export const writeCrm = durable((record: object) => write('crm', record), writtenOnce('crm'));
export const writeAccounting = durable((record: object) => write('accounting', record), writtenOnce('accounting'));
export const writeArchive = durable((record: object) => write('archive', record), writtenOnce('archive'));

export const takeBack = durable(async ({ system, id }: { system: System; id: string }): Promise<null> => {
  await sendRequest(`${readSettings()[system]}/records/${id}`, { method: 'DELETE' });
  return null;
});

async function write(system: System, record: object): Promise<WrittenRecord> {
  const { id } = (await sendRequest(`${readSettings()[system]}/records`, { method: 'POST', body: record })) as WrittenRecord;
  return { id };
}

/** A write that nobody knows the outcome of is looked up by its key, so that it is made once, also by a system that ignores keys. */
function writtenOnce(system: System): DurableOptions {
  return {
    sideEffect: 'once',
    onUnknownOutcome: {
      async verify(key) {
        const { records } = (await sendRequest(`${readSettings()[system]}/records`, { method: 'GET' })) as { records: StoredRecord[] };
        const found = records.find(({ idempotencyKey }) => idempotencyKey === key);
        return found === undefined ? { happened: false } : { happened: true, value: { id: found.id } };
      },
    },
  };
}

function withIndex<Result>(index: string, use: (store: VectorStore) => Result): Result {
  const store = openVectorStore(join(readSettings().dataFolder, 'vectors', `${index}.sqlite`));
  try {
    return use(store);
  } finally {
    store.close();
  }
}
