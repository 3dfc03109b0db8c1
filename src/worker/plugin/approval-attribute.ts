import type { Worker } from '@temporalio/worker';
import {
  APPROVAL_ATTRIBUTE,
  APPROVAL_ATTRIBUTE_GONE_PATCH,
  APPROVAL_ATTRIBUTE_PATCH,
  APPROVAL_ATTRIBUTE_TYPE,
} from '../../shared/contract/approval-attribute.js';
import type { PatchRule } from '../versions/compose-patch-activation.js';

/** Whether runs may write the search attribute of approvals: only in a namespace where a worker found it registered when it started. */
export class ApprovalAttribute {
  readonly #registered = new Map<string, boolean>();

  /** Looks before the worker takes its first task. What cannot be looked at counts as not registered. */
  async look({ connection, options: { namespace } }: Worker): Promise<void> {
    const found = await connection?.operatorService.listSearchAttributes({ namespace }).catch(() => undefined);
    const isKeyword = Number(found?.customAttributes?.[APPROVAL_ATTRIBUTE]) === APPROVAL_ATTRIBUTE_TYPE;
    this.#registered.set(namespace, isKeyword && (this.#registered.get(namespace) ?? true));
  }

  /** Lets runs begin to write the attribute where it is registered, and stop where it is not. */
  readonly rule: PatchRule = ({ patchId, workflowInfo: { namespace } }) => {
    const isRegistered = this.#registered.get(namespace) ?? false;
    if (patchId === APPROVAL_ATTRIBUTE_PATCH) return isRegistered;
    if (patchId === APPROVAL_ATTRIBUTE_GONE_PATCH) return !isRegistered;
    return undefined;
  };
}
