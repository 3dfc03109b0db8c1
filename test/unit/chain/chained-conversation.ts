import { chainHead, settingsHash } from '../../../src/shared/chain/chain-hash.ts';
import type { ModelCodec } from '../../../src/shared/chain/model-codec.ts';
import { nodeOfCall } from '../../../src/shared/chain/node-of-call.ts';
import type { Json } from '../../../src/shared/contract/json.ts';
import type { ModelCall } from '../../../src/shared/contract/prompt-chain.ts';
import { ChainedCall } from '../../../src/worker/chain/chained-call.ts';
import type { ChainServices } from '../../../src/worker/chain/chain-services.ts';
import type { HistoryNodes } from '../../../src/worker/chain/history-nodes.ts';
import { Conversations } from '../../../src/workflow/chain/conversations.ts';

/** Answers `{ text }`, which the framework is expected to put into the next prompt as an assistant's message. */
export const TEST_CODEC: ModelCodec = {
  name: 'test/1',
  toMessage: (sent) => sent,
  usageOf: () => ({}),
  predict: (answer) => ({ role: 'assistant', text: (answer as { text: string }).text }),
};

export const NO_HISTORY = { node: async () => undefined, settings: async () => undefined } as unknown as HistoryNodes;

export interface Asked {
  /** What the worker's side gave to the model. */
  readonly prompt: readonly Json[];
  /** What went through history, as JSON. */
  readonly bytes: number;
}

/** Both sides of a conversation without Temporal between them: what one sends goes through JSON to the other. */
export class ChainedConversation {
  readonly #conversations = new Conversations();

  async ask(
    messages: readonly Json[],
    { services, answer }: { readonly services: ChainServices; readonly answer: string },
  ): Promise<Asked> {
    const texts = messages.map((message) => JSON.stringify(message));
    const linked = this.#conversations.link(texts);
    const call: ModelCall = { v: 1, ...linked.link, ...(linked.from === undefined && { settings: { value: {} } }), codec: TEST_CODEC.name };
    const settings = settingsHash({});
    const sent = JSON.stringify(call);
    const chained = new ChainedCall({
      call: JSON.parse(sent) as ModelCall,
      codec: TEST_CODEC,
      tenant: undefined,
      services,
      history: NO_HISTORY,
    });
    const { messages: prompt } = await chained.prompt();
    await chained.record({ text: answer });
    const node = nodeOfCall(call, { answer: { text: answer }, settings, predict: TEST_CODEC.predict });
    this.#conversations.remember({ texts: [...texts, JSON.stringify(node.answer)], head: chainHead(node), settings }, linked);
    return { prompt, bytes: sent.length };
  }
}
