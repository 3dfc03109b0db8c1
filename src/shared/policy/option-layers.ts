import type { CallOptions, RetryOptions } from '../durable/durable-options.js';

/** What a layer states of an option; `undefined` is a statement, too. */
export interface Stated<Value> {
  readonly value: Value;
}

/** What the first layer that states an option says, from the most to the least specific; undefined when none does. */
export function statedIn<Name extends keyof CallOptions>(
  layers: readonly CallOptions[],
  name: Name,
): Stated<CallOptions[Name]> | undefined {
  const layer = layers.find((options) => Object.hasOwn(options, name));
  return layer && { value: layer[name] };
}

/** For two options that say the same thing: the first layer with either, or an empty one. */
export function firstWithEither(layers: readonly CallOptions[], ...names: readonly (keyof CallOptions)[]): CallOptions {
  return layers.find((options) => names.some((name) => Object.hasOwn(options, name))) ?? {};
}

/** The retry options of all layers, up to the first that states `retry: undefined`, which takes back what the later ones say. */
export function retryLayers(layers: readonly CallOptions[]): { readonly retries: readonly RetryOptions[]; readonly isReset: boolean } {
  const end = layers.findIndex((options) => Object.hasOwn(options, 'retry') && options.retry === undefined);
  const own = end === -1 ? layers : layers.slice(0, end);
  return { retries: own.flatMap(({ retry }) => (retry === undefined ? [] : [retry])), isReset: end !== -1 };
}
