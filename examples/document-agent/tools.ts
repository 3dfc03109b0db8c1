/** The durable steps of the document agent: ordinary Node code, and the only place that touches files, models' weights and the network. */
import { durableContext, durableModule, type Artifact } from 'onceward';
import { countPages, renderPage as renderPng } from './pdf/render-page.ts';
import { recognizeText } from './pdf/recognize-text.ts';
import { createRecord, deleteRecord, writtenOnce } from './records.ts';
import { addPages, searchPages } from './search/document-index.ts';
import { unreadableDocument } from './unreadable-document.ts';

type Pdf = Artifact<'application/pdf'>;
type PageImage = Artifact<'image/png'>;
type PageText = Artifact<'text/plain'>;

const durable = durableModule(import.meta.url);
const readsPdf = { classify: unreadableDocument };
const onGpu = { ...readsPdf, taskQueue: 'gpu', p99: '20s' } as const;

export const openDocument = durable(async (pdf: Pdf): Promise<{ pages: number[] }> => {
  const count = await countPages(await durableContext().artifacts.open(pdf).bytes());
  return { pages: Array.from({ length: count }, (_, position) => position + 1) };
}, readsPdf);

export const renderPage = durable(async ({ pdf, page }: { pdf: Pdf; page: number }): Promise<PageImage> => {
  const { artifacts } = durableContext();
  return artifacts.put(await renderPng(await artifacts.open(pdf).bytes(), page), { mediaType: 'image/png' });
}, onGpu);

export const recognizePage = durable(async (image: PageImage): Promise<PageText> => {
  const { artifacts } = durableContext();
  const { text } = await recognizeText(await artifacts.open(image).bytes());
  return artifacts.put(text, { mediaType: 'text/plain' });
}, onGpu);

export const indexPages = durable(async ({ index, pages }: { index: string; pages: { page: number; text: PageText }[] }): Promise<null> => {
  const { artifacts } = durableContext();
  await addPages(index, await Promise.all(pages.map(async ({ page, text }) => ({ page, text: await artifacts.open(text).text() }))));
  return null;
}, onGpu);

export const searchDocument = durable(searchPages, onGpu);
export const writeCrm = durable((record: object) => createRecord('crm', record), writtenOnce('crm'));
export const writeAccounting = durable((record: object) => createRecord('accounting', record), writtenOnce('accounting'));
export const writeArchive = durable((record: object) => createRecord('archive', record), writtenOnce('archive'));
export const takeBack = durable(deleteRecord);
