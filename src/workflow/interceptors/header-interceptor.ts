import { defaultPayloadConverter, type WorkflowInterceptors } from '@temporalio/workflow';
import { STEP_HEADER_NAME } from '../../shared/contract/step-header.js';
import { stepHeaderStorage } from '../pipeline/step-header-storage.js';

/** Sends the step's key and scope beside the activity's plain input. */
export function headerInterceptor(): WorkflowInterceptors {
  return {
    outbound: [
      {
        scheduleActivity(input, next) {
          const header = stepHeaderStorage.getStore();
          if (header === undefined) return next(input);
          return next({ ...input, headers: { ...input.headers, [STEP_HEADER_NAME]: defaultPayloadConverter.toPayload(header) } });
        },
      },
    ],
  };
}
