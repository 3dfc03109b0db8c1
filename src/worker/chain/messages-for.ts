import type { Json } from '../../shared/contract/json.js';
import type { ConversationLink } from '../../shared/contract/prompt-chain.js';
import { InvalidDurable } from '../../shared/errors/invalid-durable.js';
import { PromptLost } from '../../shared/errors/prompt-lost.js';
import type { Attempt } from '../pipeline/attempt.js';
import { ChainedCall } from './chained-call.js';
import type { ChainServices } from './chain-services.js';
import { HistoryNodes } from './history-nodes.js';

/** The messages of the conversation in which a model called the tool, found as the prompt of a model call is. */
export async function messagesFor({ input, step, run, temporal }: Attempt, services: ChainServices): Promise<readonly Json[]> {
  const { activityType } = step.entry;
  const link = (input[1] ?? null) as unknown as ConversationLink;
  const codec = link === null ? undefined : services.codecs.get(link.codec);
  if (link === null || codec === undefined) throw withoutConversation(activityType);
  const call = { v: 1, parent: link.head, delta: [], codec: link.codec } as const;
  const history = new HistoryNodes(temporal, services.codecs);
  const messages = await new ChainedCall({ call, codec, tenant: run.tenant, services, history }).messagesBefore();
  if (messages === undefined) throw new PromptLost({ step: activityType, problem: 'its worker finds them in neither store nor history' });
  return messages;
}

function withoutConversation(activityType: string): InvalidDurable {
  return new InvalidDurable({
    what: activityType,
    problem: "needs messages, and was not called by a model in a conversation of this run's",
    hint: 'Let an agent call it, or leave `needs` out.',
  });
}
