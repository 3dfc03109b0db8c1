import { patchIdOf } from 'onceward';
import type { ListedRun } from '../server/list-runs.js';
import type { Server } from '../server/connect-to-server.js';

const MARKER = 'core_patch';
const PAGE_EVENTS = 256;

/** Whether a run recorded a change while it was active. What a run of deprecated code records asks nothing of later code. */
export async function hasActiveMarker({ client, namespace }: Server, { workflowId, runId }: ListedRun, change: string): Promise<boolean> {
  let nextPageToken: Uint8Array | undefined;
  do {
    const request = { namespace, execution: { workflowId, runId }, maximumPageSize: PAGE_EVENTS, nextPageToken };
    const page = await client.workflowService.getWorkflowExecutionHistory(request);
    for (const { markerRecordedEventAttributes: marker } of page.history?.events ?? []) {
      if (marker?.markerName !== MARKER) continue;
      const data = marker.details?.['patch-data']?.payloads?.[0]?.data;
      const { id, deprecated } = JSON.parse(Buffer.from(data ?? []).toString('utf8') || '{}') as { id?: string; deprecated?: boolean };
      if (id === patchIdOf(change)) return deprecated !== true;
    }
    nextPageToken = page.nextPageToken;
  } while (nextPageToken !== undefined && nextPageToken !== null && nextPageToken.length > 0);
  return false;
}
