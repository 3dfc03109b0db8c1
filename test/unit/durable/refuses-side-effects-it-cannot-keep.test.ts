import { durableModule, type DurableOptions } from 'onceward';
import { aiSdk } from 'onceward/ai-sdk/worker';
import { OncewardPlugin } from 'onceward/worker';
import { expect, test } from 'vitest';

const durable = durableModule(import.meta.url);
const work = () => async (): Promise<null> => null;
const verify = async () => ({ happened: false }) as const;

test.for<{ options: object; problem: RegExp }>([
  { options: { sideEffect: 'onces' }, problem: /'sideEffect' is 'onces'[\s\S]*Did you mean 'once'/ },
  { options: { sideEffect: true }, problem: /'sideEffect' is 'true'[\s\S]*none, idempotent, once/ },
  { options: { onUnknownOutcome: 'retry' }, problem: /'onUnknownOutcome' is stated without sideEffect: 'once'/ },
  {
    options: { sideEffect: 'idempotent', onUnknownOutcome: { verify } },
    problem: /'onUnknownOutcome' is stated without sideEffect: 'once'/,
  },
  { options: { sideEffect: 'once', onUnknownOutcome: 'fail' }, problem: /'onUnknownOutcome' is "fail"[\s\S]*'ask', 'retry', or \{ verify/ },
  { options: { sideEffect: 'once', onUnknownOutcome: {} }, problem: /'onUnknownOutcome' is \{\}/ },
])('$options, with the name of the step, when the plugin is made', ({ options, problem }) => {
  const register = (): unknown => new OncewardPlugin({ modules: [{ writeCrm: durable(work(), options as DurableOptions) }] });
  expect(register).toThrow(problem);
  expect(register).toThrow("'writeCrm' of ");
});

test("sideEffect: 'once' for a model, and for a remote activity, which no ledger guards", () => {
  const model = durable.lazy('ai-sdk/language-model', () => ({}), { sideEffect: 'once' });
  expect(() => new OncewardPlugin({ modules: [{ model }], adapters: [aiSdk()] })).toThrow("is 'once' for a step of kind model");
  const remote = durable.remote('ocr_pdf', { sideEffect: 'once' } as DurableOptions);
  expect(() => new OncewardPlugin({ modules: [{ remote }] })).toThrow("is 'once' for a remote activity");
});

test.for<DurableOptions>([
  {},
  { sideEffect: 'none' },
  { sideEffect: 'idempotent' },
  { sideEffect: 'once' },
  { sideEffect: 'once', onUnknownOutcome: 'ask' },
  { sideEffect: 'once', onUnknownOutcome: 'retry' },
  { sideEffect: 'once', onUnknownOutcome: { verify } },
])('nothing of %j', (options) => {
  expect(() => new OncewardPlugin({ modules: [{ writeCrm: durable(work(), options) }] })).not.toThrow();
});
