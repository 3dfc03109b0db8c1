import { afterAll, expect, test } from 'vitest';
import { exportedErrorClasses, isAsExpected, startErrorScene } from '../support/error-scene.ts';

const scene = await startErrorScene();

afterAll(() => scene.stop());

test.each(Object.entries(scene.cases))(
  '%s: the run fails, typed, or the model is told; and no workflow task fails',
  async (name, errorCase) => {
    const seen = await scene.make(name);

    expect(isAsExpected(errorCase, seen), JSON.stringify(seen, undefined, 2)).toBe(true);
  },
);

test('every error class that the AI SDK exports has a case', () => {
  const known = new Set(Object.values(scene.cases).flatMap(({ of }) => of));
  const exported = exportedErrorClasses();
  expect(exported.length).toBeGreaterThan(30);
  expect(exported.filter((name) => !known.has(name))).toEqual([]);
});
