import type { ArtifactReference } from '../contract/artifact-reference.js';
import { utf8Encode } from '../encoding/utf8.js';
import { InvalidOption } from '../errors/invalid-option.js';
import { toBatches, type BatchLimits } from '../size/to-batches.js';
import type { Artifacts } from './artifacts.js';

/** Some of the texts of an artifact, as an artifact of their own. */
export interface TextBatch {
  readonly texts: ArtifactReference;
  readonly count: number;
}

/**
 * Cuts an artifact with a JSON list of texts into batches, in the list's order, each stored as a list of its own: so whoever works on one batch reads
 * that and no more. The same artifact and limits give the same batches, which are then stored once.
 *
 * @throws InvalidOption when the artifact holds anything else; and what `artifacts.put` and the readers of `artifacts.open` throw
 */
export async function cutTexts(artifacts: Artifacts, reference: ArtifactReference, limits: BatchLimits): Promise<TextBatch[]> {
  const texts = await readTexts(artifacts, reference);
  const batches = toBatches(texts, limits, (text) => utf8Encode(text).length);
  if (batches.length === 1) return [{ texts: reference, count: texts.length }];
  const stored: TextBatch[] = [];
  // One after the other: together they are as large as the whole.
  for (const batch of batches) {
    stored.push({ texts: await artifacts.put(JSON.stringify(batch), { mediaType: 'application/json' }), count: batch.length });
  }
  return stored;
}

/**
 * The texts of an artifact with a JSON list of texts.
 *
 * @throws InvalidOption when the artifact holds anything else; and what the readers of `artifacts.open` throw
 */
export async function readTexts(artifacts: Artifacts, reference: ArtifactReference): Promise<string[]> {
  const texts = parse(await artifacts.open(reference).text());
  if (!Array.isArray(texts)) throw notTexts('holds no list');
  const other = texts.findIndex((text) => typeof text !== 'string');
  if (other !== -1) throw notTexts(`holds ${texts[other] === null ? 'null' : typeof texts[other]} at ${other}, which is no text`);
  return texts as string[];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw notTexts('is no JSON');
  }
}

function notTexts(problem: string): InvalidOption {
  const hint = "Put a JSON list of texts: artifacts.put(JSON.stringify(texts), { mediaType: 'application/json' }).";
  return new InvalidOption({ where: 'an artifact of texts', option: 'values', problem, hint });
}
