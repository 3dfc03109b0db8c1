import type { ConversationForm } from '../../../src/shared/chain/conversation-form.js';
import { AI_SDK_CODEC } from './codec.js';
import { toUiMessages } from './to-ui-messages.js';

/** Conversations of the AI SDK, for `readTranscript`; exported as `UIMessage[]`. */
export const aiSdkConversation: ConversationForm = { name: 'ui-messages', codec: AI_SDK_CODEC, toMessages: toUiMessages };
