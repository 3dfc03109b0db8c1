import type { Json } from '../../shared/contract/json.js';
import type { DurableEntry } from '../../shared/steps/durable-entry.js';
import { callDurable } from '../pipeline/call-durable.js';
import { defineStub } from './define-stub.js';

/** @internal The stub of a durable function, and of a remote activity: an async function of the same arguments. */
export function functionStub(entry: DurableEntry): (...input: Json[]) => Promise<Json> {
  return defineStub(
    entry,
    (own) =>
      (...input) =>
        callDurable({ entry: own, input }),
  );
}
