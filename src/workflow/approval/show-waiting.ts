import { patched, upsertSearchAttributes } from '@temporalio/workflow';
import { defineSearchAttributeKey } from '@temporalio/common';
import {
  APPROVAL_ATTRIBUTE,
  APPROVAL_ATTRIBUTE_GONE_PATCH,
  APPROVAL_ATTRIBUTE_PATCH,
  APPROVAL_WAITING,
} from '../../shared/contract/approval-attribute.js';

const key = defineSearchAttributeKey(APPROVAL_ATTRIBUTE, 'KEYWORD');
let isShown = false;

/**
 * Tells visibility whether the run waits for a person, where the worker knows that it can. The server tries a task that writes an attribute it does not
 * know again for ever, so both the first write and the end of all writes are decided by the worker's start check and stand in history, as patches.
 */
export function showWaiting(waits: boolean): void {
  if (waits === isShown || !patched(APPROVAL_ATTRIBUTE_PATCH) || patched(APPROVAL_ATTRIBUTE_GONE_PATCH)) return;
  isShown = waits;
  upsertSearchAttributes([{ key, value: waits ? APPROVAL_WAITING : null }]);
}
