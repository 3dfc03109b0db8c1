import type { Toolbox } from '../../shared/durable/toolbox.js';
import type { DurableEntry } from '../../shared/steps/durable-entry.js';
import { defineStub } from '../stubs/define-stub.js';

/** @internal The stub of a durable toolbox: what the adapters' functions make tools of. */
export function toolboxStub(entry: DurableEntry): Toolbox {
  return defineStub(entry, () => ({ toolbox: true }));
}
