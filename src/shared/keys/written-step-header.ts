import type { StepHeader } from '../contract/step-header.js';
import { base64UrlToHex, hexToBase64Url } from '../encoding/base64-url.js';
import { idempotencyKey, runScope } from './idempotency-key.js';

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?=\/|$)/;
const SHORT_UUID = /^\/[\w-]{22}(?=\/|$)/;
const HEX_OF_UUID = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/;

/** A `StepHeader` as it stands in history: without what follows from the rest and from the activity itself. */
export type WrittenStepHeader = Omit<StepHeader, 'key' | 'step'> & Partial<Pick<StepHeader, 'key' | 'step'>>;

/** What is known of an activity without its header. */
export interface ActivityPlace {
  readonly namespace: string;
  readonly workflowId: string;
  readonly activityType: string;
}

/** Shortens a header for history. */
export function writeStepHeader({ key, scope, step, ...header }: StepHeader, place: ActivityPlace): WrittenStepHeader {
  const written: WrittenStepHeader = {
    ...header,
    scope: writeScope(scope, place),
    ...(step !== place.activityType && { step }),
  };
  return readStepHeader(written, place).key === key ? written : { ...written, key };
}

/** The header that was shortened. */
export function readStepHeader(written: WrittenStepHeader, place: ActivityPlace): StepHeader {
  const { scope: writtenScope, step = place.activityType, ordinal, toolCallId } = written;
  const scope = readScope(writtenScope, place);
  const parts = { scope, step, ordinal, ...(toolCallId !== undefined && { toolCallId }) };
  const { key = idempotencyKey({ namespace: place.namespace, ...parts }) } = written;
  return { ...written, ...parts, key };
}

/** The scope of a run of this workflow as `/<run><path>`, the run's id, a UUID, in 22 characters: it stands in history with every step. */
function writeScope(scope: string, place: ActivityPlace): string {
  const prefix = workflowPrefix(place);
  const inWorkflow = scope.startsWith(`${prefix}/`) ? scope.slice(prefix.length + 1) : '';
  const [uuid] = UUID.exec(inWorkflow) ?? [];
  return uuid === undefined ? scope : `/${hexToBase64Url(uuid.replaceAll('-', ''))}${inWorkflow.slice(uuid.length)}`;
}

function readScope(written: string, place: ActivityPlace): string {
  const [run] = SHORT_UUID.exec(written) ?? [];
  if (run === undefined) return written;
  const uuid = base64UrlToHex(run.slice(1)).replace(HEX_OF_UUID, '$1-$2-$3-$4-$5');
  return `${workflowPrefix(place)}/${uuid}${written.slice(run.length)}`;
}

/** What the scopes of all runs under a workflow id begin with, but for the slash. */
function workflowPrefix({ workflowId }: ActivityPlace): string {
  return runScope(workflowId, '').slice(0, -1);
}
