import { defaultPayloadConverter, workflowInfo, type WorkflowInterceptors } from '@temporalio/workflow';
import { STEP_HEADER_NAME } from '../../shared/contract/step-header.js';
import { writeStepHeader } from '../../shared/keys/written-step-header.js';
import { stepHeaderStorage } from '../pipeline/step-header-storage.js';

/** Sends the step's key and scope beside the activity's plain input. */
export function headerInterceptor(): WorkflowInterceptors {
  return {
    outbound: [
      {
        scheduleActivity(input, next) {
          const header = stepHeaderStorage.getStore();
          if (header === undefined) return next(input);
          const { namespace, workflowId } = workflowInfo();
          const written = writeStepHeader(header, { namespace, workflowId, activityType: input.activityType });
          return next({ ...input, headers: { ...input.headers, [STEP_HEADER_NAME]: defaultPayloadConverter.toPayload(written) } });
        },
      },
    ],
  };
}
