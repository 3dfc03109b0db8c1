import type { ArtifactReference } from '../contract/artifact-reference.js';
import { encodeBase64 } from '../encoding/base64.js';
import { signatureOf } from './file-signature.js';
import { createStandIn, findStandIns, readStandIn } from './stand-in.js';

/** An artifact in the forms in which frameworks take files. */
export interface ArtifactFile {
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  readonly base64: string;
  readonly dataUrl: string;
}

/**
 * An artifact for a message to a model, in workflow code. What it gives stands for the content: some 400 bytes, whatever the artifact's size. The
 * content takes its place in the activity, just before the provider is asked, and in the input of every other durable step.
 *
 * @example
 * ```ts
 * const page = toFile(await renderPage(document, 3));
 * const messages = [{ role: 'user', content: [{ type: 'file', data: page.bytes, mediaType: page.mediaType }] }];
 * ```
 */
export function toFile(artifact: ArtifactReference): ArtifactFile {
  const { mediaType } = artifact;
  const bytes = createStandIn(signatureOf(mediaType), artifact);
  const base64 = encodeBase64(bytes);
  return { mediaType, bytes, base64, dataUrl: `data:${mediaType};base64,${base64}` };
}

/**
 * The artifact that a file of a message stands for; undefined when it is the content itself.
 *
 * @param content the bytes, base64 or data URL of the file, as a framework shows it
 * @example
 * ```ts
 * const image = artifactOf(result.files[0].uint8Array); // an image that the model made
 * ```
 */
export function artifactOf(content: Uint8Array | string): ArtifactReference | undefined {
  if (typeof content !== 'string') return readStandIn(content);
  const [standIn] = findStandIns(content).values();
  return standIn;
}
