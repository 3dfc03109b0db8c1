import { InvalidDurable } from '../../../src/shared/errors/invalid-durable.js';
import { partOfEntry, type DurableEntry } from '../../../src/shared/steps/durable-entry.js';
import { stubOriginOf } from '../../../src/workflow/stubs/define-stub.js';

/** The activity of durable embeddings. @throws InvalidDurable for any others */
export function requireEmbeddings(where: string, embeddings: object): DurableEntry {
  return required(where, 'embeddings that are not durable', 'embedDocuments' in embeddings && stubOriginOf(embeddings)?.entry);
}

/** The activity of a durable document loader. @throws InvalidDurable for any other */
export function requireLoader(where: string, loader: object): DurableEntry {
  return required(where, 'a document loader that is not durable', 'load' in loader && stubOriginOf(loader)?.entry);
}

/** The activity of a durable text splitter. @throws InvalidDurable for any other */
export function requireSplitter(where: string, splitter: object): DurableEntry {
  return required(where, 'a text splitter that is not durable', 'splitDocuments' in splitter && stubOriginOf(splitter)?.entry);
}

/** The activity of a durable vector store that indexes. @throws InvalidDurable for any other */
export function requireIndex(where: string, store: object): DurableEntry {
  const entry = stubOriginOf(store)?.entry;
  return required(where, 'a vector store that is not durable', entry && partOfEntry(entry, 'index'));
}

function required(where: string, what: string, entry: DurableEntry | false | undefined): DurableEntry {
  if (entry !== undefined && entry !== false) return entry;
  const hint =
    'Import it from a durable module, where it is durable(new …) or durable.lazy(…); what is wrapped around it would not be seen by the activities.';
  throw new InvalidDurable({ what: where, problem: `got ${what}`, hint });
}
