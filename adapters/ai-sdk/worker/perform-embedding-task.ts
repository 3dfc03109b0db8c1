import { InvalidResponseDataError } from 'ai';
import type { Artifacts } from '../../../src/shared/artifacts/artifacts.js';
import { cutTexts, readTexts } from '../../../src/shared/artifacts/cut-texts.js';
import { joinVectors } from '../../../src/shared/artifacts/join-vectors.js';
import { FLOAT32_MEDIA_TYPE, packVectors } from '../../../src/shared/artifacts/vectors.js';
import type { BatchLimits } from '../../../src/shared/size/to-batches.js';
import type { CutReply, CutTask, EmbeddingTask, EmbedReply, EmbedTask, JoinReply } from '../shared/embedding-task.js';
import { readMaxInputBytes } from '../shared/max-input-bytes.js';
import type { EmbeddingModelV4, EmbeddingModelV4CallOptions, EmbeddingModelV4Result } from '../shared/provider-v4.js';

/** Few enough that little is embedded again after a kill: 1.6 MB of vectors with 1,536 numbers. */
const MOST_ITEMS = 256;
/** Some 64,000 tokens of English, and never above the 300,000 that OpenAI takes in one request, where a character is a token. */
const MOST_BYTES = 256_000;

interface TaskTools {
  readonly model: EmbeddingModelV4;
  readonly artifacts: Artifacts;
  /** Makes one request of the provider. */
  readonly embed: (options: EmbeddingModelV4CallOptions) => Promise<Omit<EmbeddingModelV4Result, 'request'>>;
}

/** Performs a part of what embedding an artifact of texts takes. */
export function performEmbeddingTask(task: EmbeddingTask, tools: TaskTools): Promise<CutReply | EmbedReply | JoinReply> {
  if (task.task === 'cut') return cut(task, tools);
  return task.task === 'embed' ? embedBatch(task, tools) : joinVectors(tools.artifacts, task.parts);
}

async function cut({ texts, itemsPerCall }: CutTask, { model, artifacts }: TaskTools): Promise<CutReply> {
  const [items = Infinity, bytes = Infinity] = await Promise.all([model.maxEmbeddingsPerCall, readMaxInputBytes(model)]);
  const limits: BatchLimits = { items: Math.min(items, itemsPerCall ?? MOST_ITEMS), bytes: Math.min(bytes, MOST_BYTES) };
  return { batches: await cutTexts(artifacts, texts, limits), supportsParallelCalls: await model.supportsParallelCalls };
}

async function embedBatch({ texts, options }: EmbedTask, { artifacts, embed }: TaskTools): Promise<EmbedReply> {
  const values = await readTexts(artifacts, texts);
  const { embeddings, usage, warnings, providerMetadata } = await embed({ ...options, values });
  if (embeddings.length !== values.length) {
    const message = `Expected ${values.length} embeddings, but received ${embeddings.length}.`;
    throw new InvalidResponseDataError({ data: undefined, message });
  }
  const { bytes, dimensions } = packVectors(embeddings);
  return {
    vectors: { type: 'file', mediaType: FLOAT32_MEDIA_TYPE, data: bytes },
    dimensions,
    ...(usage !== undefined && { usage }),
    ...(warnings.length > 0 && { warnings }),
    ...(providerMetadata !== undefined && { providerMetadata }),
  };
}
