import type { Hash } from '../contract/json.js';
import { InvalidOption } from '../errors/invalid-option.js';
import { isKeySegment } from './blob-key.js';

const TENANTS_PREFIX = 't/';
const TEMPORARY_KEY = /^(?:t\/[^/]+\/)?tmp\/[^/]+$/;
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Under which keys the artifacts of one tenant, or of none, are. */
export interface KeySpace {
  keyOf(sha256: Hash): string;
  /** Where a stream is written while its hash is not known yet. */
  temporaryKey(id: string): string;
  /** Whether a key is one of this tenant's, and of no other. */
  owns(key: string): boolean;
}

/**
 * The keys of a tenant's artifacts: `t/<tenant>/sha256/<hash>`, without a tenant `sha256/<hash>`.
 *
 * @throws `InvalidOption` if `tenant` is empty, or too long for a key.
 */
export function keySpaceOf(tenant: string | undefined): KeySpace {
  const prefix = keyPrefixOf(tenant);
  return {
    keyOf: (sha256) => `${prefix}sha256/${sha256}`,
    temporaryKey: (id) => `${prefix}tmp/${id}`,
    owns: (key) => (tenant === undefined ? !key.startsWith(TENANTS_PREFIX) : key.startsWith(prefix)),
  };
}

/** What all keys of a tenant start with; without a tenant nothing. Different tenants never share one. */
export function keyPrefixOf(tenant: string | undefined): string {
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

/** Whether a key is that of a stream under way, or of one whose process died. */
export function isTemporaryKey(key: string): boolean {
  return TEMPORARY_KEY.test(key);
}

/** Any text as one segment of a key; different tenants never share one. */
function segmentOfTenant(tenant: string): string {
  const percentEncoded = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(tenant).replaceAll(/[!'()*~]|^\.|\.$/g, percentEncoded);
}
