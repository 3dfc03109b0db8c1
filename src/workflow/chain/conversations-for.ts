import type { ConversationLink } from '../../shared/contract/prompt-chain.js';
import { currentKeyScope, type KeyScope } from '../key-scope.js';
import { Conversations } from './conversations.js';

const byScope = new WeakMap<KeyScope, Map<string, Conversations>>();

/** The conversations that the running code has in an encoding: an item of `gather` has its own, so many items cannot push each other out. */
export function conversationsFor(codec: string): Conversations {
  const scope = currentKeyScope();
  const ofScope = byScope.get(scope) ?? new Map<string, Conversations>();
  byScope.set(scope, ofScope);
  const conversations = ofScope.get(codec) ?? new Conversations();
  ofScope.set(codec, conversations);
  return conversations;
}

/** The conversation of the running code in which a model asked for this tool call. */
export function conversationOfCall(toolCallId: string | undefined): ConversationLink {
  if (toolCallId === undefined) return null;
  for (const [codec, conversations] of byScope.get(currentKeyScope()) ?? []) {
    const head = conversations.headWithAnswer(JSON.stringify(toolCallId));
    if (head !== undefined) return { v: 1, head, codec };
  }
  return null;
}
