import { durableModule } from 'onceward';
import { OncewardPlugin } from 'onceward/worker';
import { expect, test } from 'vitest';

const durable = durableModule(import.meta.url);
const ofStep = (step: object): Record<string, unknown> => ({ step });

test.for([
  ['an activity of another worker', () => durable.remote('ocr', { thread: true } as object), 'for an activity of another worker'],
  [
    'a factory',
    () => durable.factory(() => async () => 'mail', { thread: true, sample: {} }),
    'for a factory, whose tool closes over a context',
  ],
  ['what is neither true nor false', () => durable(async () => 1, { thread: 'yes' as unknown as boolean }), 'is "yes"'],
] as const)('thread on %s is refused when the worker is made, with the name of the step', ([, make, problem]) => {
  expect(() => new OncewardPlugin({ modules: [ofStep(make())] })).toThrow(
    expect.objectContaining({
      code: 'InvalidOption',
      option: 'thread',
      message: expect.stringMatching(new RegExp(`'step' of .*${problem}`, 's')) as string,
    }),
  );
});

test('a number of threads that is none is refused', () => {
  for (const threads of [0, 1.5, -1]) {
    expect(() => new OncewardPlugin({ modules: [ofStep(durable(async () => 1))], threads })).toThrow(/option 'threads' is/);
  }
});
