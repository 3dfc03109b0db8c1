import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import type { WorkflowBundleOption } from '@temporalio/worker';

/** The end of a host's name tells the copies of a service apart: of a Kubernetes pod it is five random characters. */
const HOST_CHARACTERS = 5;
/** Enough to tell the builds of one task queue apart. */
const ID_CHARACTERS = 6;

/** Process and host. It stands in every second event of every history, so it is no longer than it must be. */
export function shortIdentity(): string {
  return `${process.pid}@${hostname().slice(-HOST_CHARACTERS)}`;
}

/**
 * What Temporal shows as the build of a worker: of a bundle its hash, and for workflows that are bundled when the worker starts an id of
 * that start. Temporal's own is five times as long, and stands in half of all events.
 */
export function shortBuildId(bundle: WorkflowBundleOption | undefined): string {
  if (bundle === undefined) return `dev-${randomBytes(3).toString('hex')}`;
  const code = 'code' in bundle ? bundle.code : readFileSync(bundle.codePath);
  return createHash('sha256').update(code).digest('hex').slice(0, ID_CHARACTERS);
}
