import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { ANSWERS } from '../fixtures/patterns/scripts.ts';
import { changeOf, PATTERN_NAMES, startPatternsScene } from '../support/patterns-scene.ts';

const MOST_CHANGED_LINES = 10;
const MOST_NEW_LINES = 40;
const page = readFileSync('examples/patterns/README.md', 'utf8');
const scene = await startPatternsScene();

afterAll(() => scene.stop());

test('there are at least ten patterns', () => {
  expect(PATTERN_NAMES.length).toBeGreaterThanOrEqual(10);
});

describe.each(PATTERN_NAMES)('%s', (name) => {
  test('as a workflow it asks the provider what plain code asks, prints the same, and replays without asking', async () => {
    const { plain, durable } = await scene.run(name);

    expect(JSON.stringify(plain.printed)).toContain(ANSWERS[name]);
    expect(durable.printed).toEqual(plain.printed);
    expect(plain.requests.length).toBeGreaterThan(1);
    expect(durable.requests).toEqual(plain.requests);
    expect(await scene.replay(name)).toEqual([]);
  });

  test('becomes one by few changed lines, as many as its page says', () => {
    const { changedLines, newLines, removedFiles } = changeOf(name);

    expect(removedFiles).toEqual([]);
    expect(changedLines).toBeGreaterThan(0);
    expect(changedLines).toBeLessThanOrEqual(MOST_CHANGED_LINES);
    expect(newLines).toBeLessThanOrEqual(MOST_NEW_LINES);
    expect(page).toMatch(new RegExp(`^\\| \\[${name}\\]\\(${name}\\) \\|.*\\| ${changedLines} \\| ${newLines} \\|$`, 'm'));
  });

  test('has the worker and the client that all have', () => {
    for (const file of ['worker.ts', 'client.ts']) {
      const [own, first] = [name, PATTERN_NAMES[0]].map((of) => readFileSync(`examples/patterns/${of}/durable/${file}`, 'utf8'));
      expect(own).toBe(first);
    }
  });
});
