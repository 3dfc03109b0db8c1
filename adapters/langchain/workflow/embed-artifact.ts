import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import type { VectorsArtifact } from '../../../src/shared/artifacts/vectors.js';
import type { CancellationSignal } from '../../../src/shared/context/durable-context.js';
import type { Artifact } from '../../../src/shared/contract/artifact-reference.js';
import type { EmbedReply } from '../../../src/shared/embedding/embedding-task.js';
import { checkOptions } from '../../../src/shared/options/check-options.js';
import { embedBatches, type BatchOptions } from '../../../src/workflow/embedding/embed-batches.js';
import { withAbortSignal } from '../../../src/workflow/with-abort-signal.js';
import { performTask } from './perform-task.js';
import { requireEmbeddings } from './require-stub.js';

const WHERE = 'embedArtifact()';
const HINT = 'Give an artifact with a JSON list of texts; texts that workflow code has are embedded by embeddings.embedDocuments(texts).';

export interface EmbedArtifactOptions extends BatchOptions {
  /** Ends the requests that are under way when it is aborted. */
  readonly signal?: CancellationSignal;
}

/**
 * Embeds the texts of an artifact, however many, for workflow code: texts and vectors are in the store only, and the workflow passes on references. Each
 * request to the provider is an activity, recorded by itself, so after a crash it goes on with those that are not done.
 *
 * @param embeddings durable embeddings
 * @param values a JSON list of texts: `artifacts.put(JSON.stringify(texts), { mediaType: 'application/json' })`
 * @returns the vectors, in the order of the texts; `openVectors(artifacts, vectors)` reads them, in a client or in a durable step
 * @throws StepFailed when a request failed for good, or the artifact holds no list of texts; InvalidDurable for embeddings that are not durable;
 *   InvalidOption; UnknownOption
 * @example
 * ```ts
 * const vectors = await embedArtifact(embeddings, await splitIntoTexts(document));
 * await writeToIndex(vectors); // a durable function: openVectors(durableContext().artifacts, vectors)
 * ```
 */
export async function embedArtifact(
  embeddings: EmbeddingsInterface,
  values: Artifact<'application/json'>,
  { signal, ...batches }: EmbedArtifactOptions = {},
): Promise<VectorsArtifact> {
  checkOptions(WHERE, batches, ['itemsPerCall', 'maxParallelCalls']);
  const entry = requireEmbeddings(WHERE, embeddings);
  const embedded = await withAbortSignal(signal, () =>
    embedBatches<object, EmbedReply>({
      where: WHERE,
      hint: HINT,
      values,
      options: {},
      ...batches,
      call: (task, about) => performTask(entry, task, about),
    }),
  );
  return embedded.embeddings;
}
