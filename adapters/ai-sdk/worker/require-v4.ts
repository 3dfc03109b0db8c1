import { InvalidDurable } from '../../../src/shared/errors/invalid-durable.js';

/** @throws InvalidDurable for a model of an older provider interface, or a mere model name */
export function requireV4(model: { readonly specificationVersion?: string } | string): void {
  const version = typeof model === 'string' ? `the name '${model}'` : `provider interface ${String(model.specificationVersion)}`;
  if (typeof model !== 'string' && model.specificationVersion === 'v4') return;
  throw new InvalidDurable({
    what: 'A durable AI SDK model',
    problem: `is ${version}`,
    hint: 'Give a model object of AI SDK 7, provider interface v4: upgrade the provider package.',
  });
}
