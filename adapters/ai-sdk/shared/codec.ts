/** How prompts, settings and answers of AI SDK language models are encoded in a `ModelCall`: provider interface v4, as rich JSON. */
export const AI_SDK_CODEC = 'ai-sdk/v4';
