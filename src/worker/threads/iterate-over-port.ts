import { on } from 'node:events';
import type { MessagePort } from 'node:worker_threads';
import { fromTransferred, toTransferred, type TransferredError } from './transferred-error.js';

type Answer = { readonly done: true } | { readonly done: false; readonly chunk: Uint8Array } | { readonly error: TransferredError };

/** Sends a stream to another thread, a chunk each time it asks, until the stream or the other side ends. */
export async function sendChunks(port: MessagePort, open: () => AsyncIterable<Uint8Array>): Promise<void> {
  const nextQuestion = messagesOf<'next' | 'stop'>(port);
  const isAsked = async (): Promise<boolean> => (await nextQuestion()) === 'next';
  const answer = (message: Answer): void => port.postMessage(message);
  try {
    for await (const chunk of open()) {
      if (!(await isAsked())) return;
      answer({ done: false, chunk });
    }
    if (await isAsked()) answer({ done: true });
  } catch (error) {
    answer({ error: toTransferred(error) });
  } finally {
    port.close();
  }
}

/** The stream that the other thread sends: one chunk at a time, so that neither side holds the whole. */
export async function* receiveChunks(port: MessagePort): AsyncGenerator<Uint8Array, void> {
  const nextAnswer = messagesOf<Answer>(port);
  try {
    for (;;) {
      port.postMessage('next');
      const answer = await nextAnswer();
      if (answer === undefined) throw new Error('The thread that sent the content ended.');
      if ('error' in answer) throw fromTransferred(answer.error);
      if (answer.done) return;
      yield answer.chunk;
    }
  } finally {
    port.postMessage('stop');
    port.close();
  }
}

/** The messages of a port, kept from now on until somebody asks; undefined once the other side ended. */
function messagesOf<Message>(port: MessagePort): () => Promise<Message | undefined> {
  const messages = on(port, 'message', { close: ['close'] })[Symbol.asyncIterator]() as AsyncIterator<[Message], undefined>;
  return async () => {
    const next = await messages.next();
    return next.done === true ? undefined : next.value[0];
  };
}
