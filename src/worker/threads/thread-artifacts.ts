import { once } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { Artifacts } from '../../shared/artifacts/artifacts.js';
import type { Artifact, ArtifactReference } from '../../shared/contract/artifact-reference.js';
import type { Json } from '../../shared/contract/json.js';
import { collectBytes } from '../stores/collect-bytes.js';
import { receiveChunks, sendChunks } from './iterate-over-port.js';
import type { FromThread } from './thread-messages.js';
import { fromTransferred, toTransferred, type TransferredError } from './transferred-error.js';

type PutAnswer = { readonly reference: ArtifactReference } | { readonly error: TransferredError };

/** `artifacts` inside a thread: the store stays in the main thread, and bytes go there and come from there in chunks. */
export function createThreadArtifacts(ask: (message: FromThread, transfer: readonly MessagePort[]) => void): Artifacts {
  return {
    async put<MediaType extends string>(
      content: string | Uint8Array | AsyncIterable<Uint8Array>,
      options: { mediaType: MediaType },
    ): Promise<Artifact<MediaType>> {
      const { port1, port2 } = new MessageChannel();
      const answered = once(port1, 'message');
      if (typeof content === 'string' || content instanceof Uint8Array) {
        ask({ type: 'put', content, options, answer: port2 }, [port2]);
      } else {
        const chunks = new MessageChannel();
        ask({ type: 'put', content: chunks.port2, options, answer: port2 }, [port2, chunks.port2]);
        void sendChunks(chunks.port1, () => content);
      }
      const [answer] = (await answered) as [PutAnswer];
      port1.close();
      if ('error' in answer) throw fromTransferred(answer.error);
      return answer.reference as Artifact<MediaType>;
    },
    open(reference) {
      const stream = (): AsyncIterable<Uint8Array> => {
        const { port1, port2 } = new MessageChannel();
        ask({ type: 'open', reference, answer: port2 }, [port2]);
        return receiveChunks(port1);
      };
      const bytes = (): Promise<Uint8Array> => collectBytes(stream());
      const text = async (): Promise<string> => new TextDecoder().decode(await bytes());
      return { stream, bytes, text, json: async () => JSON.parse(await text()) as Json };
    },
  };
}

/** Does for a thread what it asked of the store. */
export async function serveArtifacts(artifacts: Artifacts, message: Extract<FromThread, { type: 'put' | 'open' }>): Promise<void> {
  const { answer } = message;
  if (message.type === 'open') return sendChunks(answer, () => artifacts.open(message.reference).stream());
  const { content, options } = message;
  const isWhole = typeof content === 'string' || content instanceof Uint8Array;
  const reply: PutAnswer = await artifacts
    .put(isWhole ? content : receiveChunks(content), options)
    .then((reference) => ({ reference }))
    .catch((error: unknown) => ({ error: toTransferred(error) }));
  answer.postMessage(reply);
  answer.close();
}
