import { Document, type DocumentInterface } from '@langchain/core/documents';
import type { Artifacts } from '../../../src/shared/artifacts/artifacts.js';
import { isArtifactReference, type Artifact } from '../../../src/shared/contract/artifact-reference.js';
import type { Json } from '../../../src/shared/contract/json.js';
import { fromRichJson, toRichJson } from '../../../src/shared/encoding/rich-json.js';
import { utf8Decode, utf8Encode } from '../../../src/shared/encoding/utf8.js';
import { InvalidOption } from '../../../src/shared/errors/invalid-option.js';
import { toFields, type DocumentFields } from './document-fields.js';

/** One JSON value a line. */
const MEDIA_TYPE = 'application/jsonl';
const LINE_BREAK = 0x0a;

/** A reference to documents, however many: a line of JSON each. */
export type DocumentsArtifact = Artifact<typeof MEDIA_TYPE>;

/** Documents in a durable call: a few, or a reference to any number. */
export type GivenDocuments = DocumentsArtifact | readonly DocumentFields[];

/**
 * Stores documents, so that only a reference travels through history. They are written while they come, and never held as a whole.
 *
 * @throws what `artifacts.put` throws
 * @example
 * ```ts
 * export const loadPages = durable(async (folder: string) => putDocuments(durableContext().artifacts, await new DirectoryLoader(folder, LOADERS).load()));
 * ```
 */
export function putDocuments(
  artifacts: Artifacts,
  documents: Iterable<DocumentInterface> | AsyncIterable<DocumentInterface>,
): Promise<DocumentsArtifact> {
  return artifacts.put(linesOf(documents), { mediaType: MEDIA_TYPE });
}

/**
 * Reads documents that `putDocuments` stored, in their order, a few at a time.
 *
 * @throws InvalidOption when the artifact holds something else; and what `artifacts.open` and its readers throw
 */
export async function* openDocuments(artifacts: Artifacts, reference: DocumentsArtifact): AsyncGenerator<Document, void, void> {
  if (!isArtifactReference(reference) || reference.mediaType !== MEDIA_TYPE) throw notDocuments('is no reference to documents');
  let number = 0;
  for await (const line of linesIn(artifacts.open(reference).stream())) {
    number += 1;
    yield new Document(fieldsOf(line, number));
  }
}

/** Documents that are here, or those of an artifact. */
export async function* readDocuments(artifacts: Artifacts, given: GivenDocuments): AsyncGenerator<Document, void, void> {
  if (isArtifactReference(given)) yield* openDocuments(artifacts, given);
  else for (const fields of given) yield new Document(fields);
}

async function* linesOf(documents: Iterable<DocumentInterface> | AsyncIterable<DocumentInterface>): AsyncGenerator<Uint8Array, void, void> {
  for await (const document of documents) yield utf8Encode(`${JSON.stringify(toRichJson(toFields(document)))}\n`);
}

async function* linesIn(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string, void, void> {
  let rest: Uint8Array[] = [];
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_BREAK); end !== -1; end = chunk.indexOf(LINE_BREAK, start)) {
      yield utf8Decode(joined([...rest, chunk.subarray(start, end)]));
      rest = [];
      start = end + 1;
    }
    // A stream may reuse the buffer behind its chunks.
    if (start < chunk.length) rest.push(chunk.slice(start));
  }
  if (rest.length > 0) yield utf8Decode(joined(rest));
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only = new Uint8Array()] = parts;
  if (parts.length <= 1) return only;
  const whole = new Uint8Array(parts.reduce((bytes, { length }) => bytes + length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

function fieldsOf(line: string, number: number): DocumentFields {
  let fields: unknown;
  try {
    fields = fromRichJson(JSON.parse(line) as Json);
  } catch {
    throw notDocuments(`has no JSON in line ${number}`);
  }
  const { pageContent } = (fields ?? {}) as { pageContent?: unknown };
  if (typeof pageContent !== 'string') throw notDocuments(`has no document in line ${number}`);
  return fields as DocumentFields;
}

function notDocuments(problem: string): InvalidOption {
  const hint = 'Give what putDocuments(artifacts, documents) gave.';
  return new InvalidOption({ where: 'an artifact of documents', option: 'documents', problem, hint });
}
