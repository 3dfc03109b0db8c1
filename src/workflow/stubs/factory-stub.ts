import type { Json } from '../../shared/contract/json.js';
import type { DurableEntry } from '../../shared/steps/durable-entry.js';
import { defineStub } from './define-stub.js';

/** @internal The stub of `durable.factory`: makes the framework's stub for a context, which goes along with each of its calls. */
export function factoryStub<Stub extends object>(create: (entry: DurableEntry) => Stub, entry: DurableEntry): (context: Json) => Stub {
  return defineStub(
    entry,
    (own) =>
      (context): Stub =>
        create({ ...own, factoryContext: context }),
  );
}
