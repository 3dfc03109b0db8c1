import { expect, test } from 'vitest';
import { createPlugin } from '../../bench/cases/ai-sdk/onceward.ts';
import { bundleWorkflows } from '../fixtures/harness/bundle-workflows.ts';

const MARK = 'sourceMappingURL=data:application/json;charset=utf-8;base64,';
/** With the versions of the lock file, and little above what it is: less than 2,465,000 and 3,958,479. */
const MOST_BYTES = { code: 2_467_000, withSourceMap: 3_975_000 };
const { code } = await bundleWorkflows(new URL('../../bench/cases/ai-sdk/workflows.ts', import.meta.url), createPlugin());

test('the source map has the text of your files, and of packages the places only', () => {
  const map = JSON.parse(Buffer.from(code.slice(code.lastIndexOf(MARK) + MARK.length), 'base64').toString('utf8')) as SourceMap;
  const hasText = (part: string): readonly boolean[] =>
    map.sources.flatMap((source, index) => (source.includes(part) ? [map.sourcesContent[index] !== null] : []));
  expect(hasText('/bench/cases/ai-sdk/workflows.ts')).toEqual([true]);
  expect(new Set(hasText('/node_modules/ai/dist/'))).toEqual(new Set([false]));
});

test('the AI SDK tells nothing to hooks that nobody gave', () => {
  expect(code).toContain('(options.callbacks).filter(Boolean).map(');
  expect(code).toContain('function mergeCallbacks(...given) {');
});

test('the gateway that the AI SDK brings along is left out', () => {
  expect(code).toContain('The AI Gateway was called');
  expect(code).not.toContain('ai-gateway.vercel.sh');
});

test('the workflow of one agent is no larger than it was', () => {
  const start = code.lastIndexOf(MARK);
  expect(start).toBeLessThanOrEqual(MOST_BYTES.code);
  expect(code.length).toBeLessThanOrEqual(MOST_BYTES.withSourceMap);
});

interface SourceMap {
  readonly sources: readonly string[];
  readonly sourcesContent: readonly (string | null)[];
}
