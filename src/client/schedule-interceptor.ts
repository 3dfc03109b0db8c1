import type { ScheduleClientInterceptor } from '@temporalio/client';
import type { Duration, Headers } from '@temporalio/common';
import type { Artifacts } from '../shared/artifacts/artifacts.js';
import { putFiles } from '../shared/files/put-files.js';
import { checkSize, type SizeLimit } from '../shared/size/check-size.js';

export interface ScheduleInterceptorOptions {
  /** Of every run that a schedule starts. */
  readonly headers: Headers;
  readonly workflowTaskTimeout: Duration;
  /** Where files of messages go; missing without a store. */
  readonly artifacts: Artifacts | undefined;
  readonly limit: SizeLimit;
}

/**
 * Gives the runs of a schedule what a start gives its run: context, task timeout, files by reference, and an input that the server takes. Temporal
 * lets nobody see the update of a schedule: it keeps the headers, and what it changes goes as it is.
 */
export function scheduleInterceptor({
  headers,
  workflowTaskTimeout,
  artifacts,
  limit,
}: ScheduleInterceptorOptions): ScheduleClientInterceptor {
  return {
    async create(input, next) {
      const { action } = input.options;
      const put = artifacts?.put.bind(artifacts);
      const args = put === undefined ? action.args : await putFiles(action.args, (bytes, mediaType) => put(bytes, { mediaType }));
      checkSize(`The input of ${action.workflowType}`, args, limit);
      checkSize(`The memo of ${action.workflowType}`, Object.values(action.memo ?? {}), limit);
      const own = { ...action, args, workflowTaskTimeout: action.workflowTaskTimeout ?? workflowTaskTimeout };
      return next({ headers: { ...input.headers, ...headers }, options: { ...input.options, action: own } });
    },
  };
}
