import type { ArtifactReference } from '../contract/artifact-reference.js';
import { encodeBase64 } from '../encoding/base64.js';
import { findStandIns, mayHoldStandIn, readStandIn } from './stand-in.js';
import { mapContent } from './map-content.js';

/**
 * The value with the content of artifacts in place of what stands for them: bytes for bytes, base64 for base64.
 *
 * @param read gives an artifact's content; each is asked for once
 */
export async function hydrateFiles<Value>(value: Value, read: (reference: ArtifactReference) => Promise<Uint8Array>): Promise<Value> {
  const references = new Map<string, ArtifactReference>();
  mapContent(value, {
    bytes(content) {
      const reference = readStandIn(content);
      if (reference !== undefined) references.set(encodeBase64(content), reference);
      return content;
    },
    text(content) {
      for (const [base64, reference] of findStandIns(content)) references.set(base64, reference);
      return content;
    },
  });
  if (references.size === 0) return value;
  const contents = new Map<string, Uint8Array>();
  await Promise.all(Array.from(references, async ([base64, reference]) => contents.set(base64, await read(reference))));
  const texts = new Map(Array.from(contents, ([base64, bytes]) => [base64, encodeBase64(bytes)]));
  return mapContent(value, {
    bytes: (content) => (readStandIn(content) === undefined ? content : (contents.get(encodeBase64(content)) ?? content)),
    text: (content) => (mayHoldStandIn(content) ? replaceAll(content, texts) : content),
  }) as Value;
}

function replaceAll(text: string, replacements: ReadonlyMap<string, string>): string {
  let result = text;
  for (const standIn of findStandIns(text).keys()) result = result.replaceAll(standIn, () => replacements.get(standIn) ?? standIn);
  return result;
}
