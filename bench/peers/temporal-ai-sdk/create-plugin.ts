import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { AiSdkPlugin } from '@temporalio/ai-sdk';

export function createPlugin(): AiSdkPlugin {
  const baseURL = process.env['OPENAI_BASE_URL'] ?? 'http://127.0.0.1:9/v1';
  return new AiSdkPlugin({ modelProvider: createOpenAICompatible({ name: 'scripted', baseURL, apiKey: 'none' }) });
}
