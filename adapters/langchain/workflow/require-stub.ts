import { InvalidDurable } from '../../../src/shared/errors/invalid-durable.js';
import type { DurableEntry } from '../../../src/shared/steps/durable-entry.js';
import { stubOriginOf } from '../../../src/workflow/stubs/define-stub.js';

/** What is to be durable, as messages name it, and how its stub is told from others. */
interface Wanted {
  readonly what: string;
  readonly isIt: (entry: DurableEntry) => boolean;
}

/** The entry of durable embeddings. @throws InvalidDurable for any others */
export function requireEmbeddings(where: string, embeddings: object): DurableEntry {
  return requireStub(where, embeddings, { what: 'embeddings that are not durable', isIt: ({ kind }) => kind === 'embedding' });
}

function requireStub(where: string, thing: object, { what, isIt }: Wanted): DurableEntry {
  const entry = stubOriginOf(thing)?.entry;
  if (entry !== undefined && isIt(entry)) return entry;
  const hint =
    'Import it from a durable module, where it is `durable(new …)` or `durable.lazy(…)`; what is wrapped around it would not be seen by the activities.';
  throw new InvalidDurable({ what: where, problem: `got ${what}`, hint });
}
