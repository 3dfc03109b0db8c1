import { Document, type DocumentInterface } from '@langchain/core/documents';
import { setImmediate } from 'node:timers/promises';
import type { Artifacts } from '../../../src/shared/artifacts/artifacts.js';
import { fromRichJson, toRichJson } from '../../../src/shared/encoding/rich-json.js';
import type { CallableKind } from '../../../src/worker/adapter.js';
import { putDocuments, readDocuments, type GivenDocuments } from '../shared/documents-artifact.js';
import { toFields, type DocumentFields } from '../shared/document-fields.js';
import type { SplitTask } from '../shared/index-task.js';

/** What LangChain's text splitters have in common; the class itself is in a package of its own. */
export interface TextSplitterLike {
  splitDocuments(documents: DocumentInterface[]): Promise<Document[]>;
}

/** LangChain text splitters: documents in, chunks of them out; or a reference in, and a reference out. */
export const textSplitterKind: CallableKind<TextSplitterLike> = {
  kind: 'function',
  stub: { module: import.meta.resolve('onceward/langchain/workflow'), export: 'textSplitterStub' },
  describe: () => ({}),
  async perform(splitter, { input: [given], context: { artifacts } }) {
    const input = fromRichJson(given ?? null) as SplitTask | readonly DocumentFields[];
    if ('task' in input) return toRichJson(await putDocuments(artifacts, chunksOf(splitter, artifacts, input.documents)));
    return toRichJson((await splitter.splitDocuments(input.map((fields) => new Document(fields)))).map(toFields));
  },
};

/** One document after the other, so that one is in memory; and between them the worker has a moment for its heartbeats. */
async function* chunksOf(
  splitter: TextSplitterLike,
  artifacts: Artifacts,
  documents: GivenDocuments,
): AsyncGenerator<Document, void, void> {
  for await (const document of readDocuments(artifacts, documents)) {
    yield* await splitter.splitDocuments([document]);
    await setImmediate();
  }
}
