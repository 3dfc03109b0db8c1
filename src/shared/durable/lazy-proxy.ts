import type { RunContext } from '../contract/run-context.js';
import { InvalidDurable } from '../errors/invalid-durable.js';

const WITHOUT_RUN: RunContext = { v: 1 };

/**
 * Stands for a thing that is made when somebody first touches it. The tag is written on the stand-in itself, so looking for durable
 * exports makes nothing. Used outside a workflow only; inside, a stub takes the place of the module.
 */
export function lazyProxy<T extends object>(create: (run: RunContext) => T | Promise<T>, tag: (target: object) => object): T {
  let made: T | undefined;
  const get = (): T => (made ??= atOnce(create(WITHOUT_RUN)));
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

function atOnce<T extends object>(made: T | Promise<T>): T {
  if (!(made instanceof Promise)) return made;
  made.catch(() => undefined);
  throw new InvalidDurable({
    what: 'A thing of durable.lazy whose factory gives a promise',
    problem: 'was used outside of a workflow, where it would have to be there at once',
    hint: 'Write `durable(await …)` in place of `durable.lazy(kind, () => …)`, which works in both.',
  });
}
