import { once } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { contentOf, type ArtifactContent } from '../../shared/artifacts/artifact-content.js';
import type { Artifacts } from '../../shared/artifacts/artifacts.js';
import { collectBytes } from '../../shared/artifacts/collect-bytes.js';
import type { Artifact, ArtifactReference } from '../../shared/contract/artifact-reference.js';
import type { Json } from '../../shared/contract/json.js';
import { receiveChunks, sendChunks } from './iterate-over-port.js';
import type { FromThread } from './thread-messages.js';
import { fromTransferred, toTransferred, type TransferredError } from './transferred-error.js';

type Answer<Value> = { readonly value: Value } | { readonly error: TransferredError };
type Ask = (message: FromThread, transfer: readonly MessagePort[]) => void;

/** `artifacts` inside a thread: the store stays in the main thread, and bytes go there and come from there in chunks. */
export function createThreadArtifacts(ask: Ask): Artifacts {
  return {
    async put<MediaType extends string>(given: ArtifactContent, options: { mediaType: MediaType }): Promise<Artifact<MediaType>> {
      const content = contentOf(given);
      const reference = await answerTo<ArtifactReference>((answer) => {
        if (content instanceof Uint8Array) return ask({ type: 'put', content, options, answer }, [answer]);
        const chunks = new MessageChannel();
        ask({ type: 'put', content: chunks.port2, options, answer }, [answer, chunks.port2]);
        void sendChunks(chunks.port1, () => content);
      });
      return reference as Artifact<MediaType>;
    },
    open(reference) {
      const stream = (): AsyncIterable<Uint8Array> => {
        const { port1, port2 } = new MessageChannel();
        ask({ type: 'open', reference, answer: port2 }, [port2]);
        return receiveChunks(port1);
      };
      const bytes = (): Promise<Uint8Array> => collectBytes(stream());
      const text = async (): Promise<string> => new TextDecoder().decode(await bytes());
      const link = ({ expiresIn }: Parameters<ReturnType<Artifacts['open']>['link']>[0] = {}): Promise<string | undefined> =>
        answerTo((answer) => ask({ type: 'link', reference, ...(expiresIn !== undefined && { expiresIn }), answer }, [answer]));
      return { stream, bytes, text, json: async () => JSON.parse(await text()) as Json, link };
    },
  };
}

/** Sends a question with a port for its answer, and waits for that. */
async function answerTo<Value>(send: (answer: MessagePort) => void): Promise<Value> {
  const { port1, port2 } = new MessageChannel();
  const answered = once(port1, 'message');
  send(port2);
  const [answer] = (await answered) as [Answer<Value>];
  port1.close();
  if ('error' in answer) throw fromTransferred(answer.error);
  return answer.value;
}

/** Does for a thread what it asked of the store. */
export async function serveArtifacts(artifacts: Artifacts, message: Extract<FromThread, { answer: MessagePort }>): Promise<void> {
  const { answer } = message;
  if (message.type === 'open') return sendChunks(answer, () => artifacts.open(message.reference).stream());
  const reply: Answer<unknown> = await perform(artifacts, message)
    .then((value) => ({ value }))
    .catch((error: unknown) => ({ error: toTransferred(error) }));
  answer.postMessage(reply);
  answer.close();
}

async function perform(artifacts: Artifacts, message: Extract<FromThread, { type: 'put' | 'link' }>): Promise<unknown> {
  if (message.type === 'link') return artifacts.open(message.reference).link({ expiresIn: message.expiresIn });
  const { content, options } = message;
  return artifacts.put(content instanceof Uint8Array ? content : receiveChunks(content), options);
}
