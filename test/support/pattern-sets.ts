import { LANGCHAIN_ANSWERS, LANGCHAIN_SCRIPTS } from '../fixtures/langchain-patterns/scripts.ts';
import { ANSWERS, SCRIPTS } from '../fixtures/patterns/scripts.ts';
import { definePatternSet, type PatternSet } from './patterns-scene.ts';

export const AI_SDK_PATTERNS = definePatternSet({
  folder: 'examples/patterns',
  adapter: async () => (await import('onceward/ai-sdk/worker')).aiSdk(),
  workflows: new URL('../fixtures/patterns/workflows.ts', import.meta.url),
  scripts: SCRIPTS,
  answers: ANSWERS,
});

export const LANGCHAIN_PATTERNS = definePatternSet({
  folder: 'examples/langchain-patterns',
  adapter: async () => (await import('onceward/langchain/worker')).langchain(),
  workflows: new URL('../fixtures/langchain-patterns/workflows.ts', import.meta.url),
  scripts: LANGCHAIN_SCRIPTS,
  answers: LANGCHAIN_ANSWERS,
});

export function patternSetOf(framework: 'ai-sdk' | 'langchain'): PatternSet {
  return framework === 'ai-sdk' ? AI_SDK_PATTERNS : LANGCHAIN_PATTERNS;
}
