import type { RunContext } from '../contract/run-context.js';

const WITHOUT_RUN: RunContext = { v: 1 };

/**
 * Stands for a thing that is made when somebody first touches it. The tag is written on the stand-in itself, so looking for durable
 * exports makes nothing. Used outside a workflow only; inside, a stub takes the place of the module.
 */
export function lazyProxy<T extends object>(create: (run: RunContext) => T, tag: (target: object) => object): T {
  let made: T | undefined;
  const get = (): T => (made ??= create(WITHOUT_RUN));
  return new Proxy(tag({}) as T, {
    get(own, property) {
      if (property in own && !(property in Object.prototype)) return Reflect.get(own, property);
      const value: unknown = Reflect.get(get(), property);
      return typeof value === 'function' ? (value.bind(get()) as unknown) : value;
    },
    has: (_own, property) => property in get(),
    getPrototypeOf: () => Object.getPrototypeOf(get()) as object | null,
  });
}
