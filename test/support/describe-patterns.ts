import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { changeOf, startPatternsScene, type PatternSet } from './patterns-scene.ts';

const MOST_CHANGED_LINES = 10;
const MOST_NEW_LINES = 40;

/** The tests of a set of patterns. */
export async function describePatterns(set: PatternSet): Promise<void> {
  const { folder, names, answers } = set;
  const page = readFileSync(`${folder}/README.md`, 'utf8');
  const scene = await startPatternsScene(set);

  afterAll(() => scene.stop());

  test('there are at least ten patterns', () => {
    expect(names.length).toBeGreaterThanOrEqual(10);
  });

  describe.each(names)('%s', (name) => {
    test('as a workflow it asks the provider what plain code asks, prints the same, and replays without asking', async () => {
      const { plain, durable } = await scene.run(name);

      expect(JSON.stringify(plain.printed)).toContain(answers[name]);
      expect(durable.printed).toEqual(plain.printed);
      expect(plain.requests.length).toBeGreaterThan(0);
      expect(durable.requests).toEqual(plain.requests);
      expect(await scene.replay(name)).toEqual([]);
    });

    test('becomes one by few changed lines, as many as its page says', () => {
      const { changedLines, newLines, removedFiles } = changeOf(set, name);

      expect(removedFiles).toEqual([]);
      expect(changedLines).toBeGreaterThan(0);
      expect(changedLines).toBeLessThanOrEqual(MOST_CHANGED_LINES);
      expect(newLines).toBeLessThanOrEqual(MOST_NEW_LINES);
      expect(page).toMatch(new RegExp(`^\\| \\[${name}\\]\\(${name}\\) \\|.*\\| ${changedLines} \\| ${newLines} \\|$`, 'm'));
    });

    test('has the worker and the client that all have', () => {
      for (const file of ['worker.ts', 'client.ts']) {
        const [own, first] = [name, names[0]].map((of) => readFileSync(`${folder}/${of}/durable/${file}`, 'utf8'));
        expect(own).toBe(first);
      }
    });
  });
}
