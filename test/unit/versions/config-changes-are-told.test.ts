import { versionsPlugin } from '../../fixtures/versions/versions-plugin.ts';
import type { ConfigDrift } from 'onceward';
import { expect, test } from 'vitest';
import type { PinnedConfig } from '../../../src/shared/contract/pinned-config.ts';
import { changesBetween, describeConfig } from '../../../src/shared/versions/config-drift.ts';
import { storedSample } from '../../fixtures/contract/stored-sample.ts';

const RECORDED: PinnedConfig = {
  v: 1,
  frameworks: { ai: '7.0.1' },
  models: ['gpt-5'],
  prompt: 'a'.repeat(16),
  tools: { search: 'b'.repeat(16), write: 'c'.repeat(16) },
};

function textsOf(present: Partial<PinnedConfig>): readonly string[] {
  return changesBetween(RECORDED, { ...RECORDED, ...present }).map(({ part, text }) => `${part}: ${text}`);
}

test('each part that is different is told, and what is the same is not', () => {
  expect(textsOf({})).toEqual([]);
  expect(textsOf({ models: ['gpt-6'] })).toEqual(['model: model gpt-5 → gpt-6']);
  expect(textsOf({ prompt: 'd'.repeat(16) })).toEqual(['prompt: instructions']);
  expect(textsOf({ tools: { find: 'b'.repeat(16), write: 'e'.repeat(16) } })).toEqual([
    'tool: tool find added',
    'tool: tool search gone',
    'tool: tool write changed',
  ]);
  expect(textsOf({ frameworks: { ai: '7.1.0', langchain: '1.5.14' } })).toEqual([
    'framework: ai 7.0.1 → 7.1.0',
    'framework: langchain none → 1.5.14',
  ]);
});

test('the order of members is no difference, and a record of the first release is compared', () => {
  expect(textsOf({ tools: { write: 'c'.repeat(16), search: 'b'.repeat(16) } })).toEqual([]);
  const stored = storedSample('pinned-config') as PinnedConfig;
  expect(changesBetween(stored, stored)).toEqual([]);
  expect(describeConfig(stored)).toBe('gpt-5 · instructions aaaaaaaa · tools lookUp · ai 7.0.173');
});

test('a word for `configDrift` that is none is refused, with the one that was meant', () => {
  expect(() => versionsPlugin({ configDrift: 'keeep' as ConfigDrift })).toThrow(/'configDrift' is "keeep".*\n.*Did you mean 'keep'\?/);
});
