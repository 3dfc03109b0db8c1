import type { ArtifactOptions, Artifacts, OpenArtifact } from '../../shared/artifacts/artifacts.js';
import type { BlobStore } from '../../shared/artifacts/blob-store.js';
import type { Artifact, ArtifactReference } from '../../shared/contract/artifact-reference.js';
import { InvalidOption } from '../../shared/errors/invalid-option.js';
import { TenantMismatch } from '../../shared/errors/tenant-mismatch.js';
import { UnknownStore } from '../../shared/errors/unknown-store.js';
import { isKeySegment } from './blob-key.js';
import { digestContent } from './digest-content.js';
import { openArtifact } from './open-artifact.js';

export interface CreateArtifactsOptions {
  readonly store: BlobStore;
  /** Keeps the artifacts apart from those of other tenants, under the key prefix `t/<tenant>/`. */
  readonly tenant?: string;
}

const TENANTS_PREFIX = 't/';
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Artifacts in `store`. A stream is written to a temporary file first, in the folder that `TMPDIR` names, because its key is the hash of all its bytes.
 *
 * @throws `InvalidOption` if `tenant` is empty, or too long for a key.
 */
export function createArtifacts({ store, tenant }: CreateArtifactsOptions): Artifacts {
  const prefix = tenantPrefix(tenant);

  async function put<MediaType extends string>(
    content: string | Uint8Array | AsyncIterable<Uint8Array>,
    { mediaType, preview }: ArtifactOptions<MediaType>,
  ): Promise<Artifact<MediaType>> {
    await using digested = await digestContent(content);
    const { sha256, bytes } = digested;
    const key = `${prefix}sha256/${sha256}`;
    const present = await store.head(key);
    // An object of the wrong size is damaged, and here are the bytes to mend it with.
    if (present?.bytes !== bytes) await store.put(key, digested.content(), { mediaType, ifAbsent: present === undefined });
    return {
      $artifact: 1,
      store: store.name,
      key,
      sha256,
      bytes,
      mediaType,
      ...(tenant === undefined ? {} : { tenant }),
      ...(preview === undefined ? {} : { preview }),
    };
  }

  function open(reference: ArtifactReference): OpenArtifact {
    const { key } = reference;
    if (reference.store !== store.name) throw new UnknownStore({ store: reference.store, known: store.name, key });
    // A reference may come from anywhere, and its `tenant` may be forged: the key decides, too.
    const ownKey = tenant === undefined ? !key.startsWith(TENANTS_PREFIX) : key.startsWith(prefix);
    if (reference.tenant !== tenant || !ownKey) throw new TenantMismatch({ key, tenant, referenceTenant: reference.tenant });
    return openArtifact(store, reference);
  }

  return { put, open };
}

function tenantPrefix(tenant: string | undefined): string {
  if (tenant === undefined) return '';
  const segment = LONE_SURROGATE.test(tenant) ? '' : segmentOfTenant(tenant);
  if (isKeySegment(segment)) return `${TENANTS_PREFIX}${segment}/`;
  throw new InvalidOption({
    where: 'createArtifacts',
    option: 'tenant',
    problem: `is ${JSON.stringify(tenant)}, which cannot stand in a key`,
    hint: 'Use a short opaque id: 1 to 120 characters, where one outside of A-Z a-z 0-9 . _ - counts as three or more.',
  });
}

/** Any text as one segment of a key; different tenants never share one. */
function segmentOfTenant(tenant: string): string {
  const percentEncoded = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(tenant).replaceAll(/[!'()*~]|^\.|\.$/g, percentEncoded);
}
