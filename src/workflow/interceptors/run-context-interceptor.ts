import { defaultPayloadConverter, type WorkflowInterceptors } from '@temporalio/workflow';
import { RUN_CONTEXT_HEADER_NAME, type RunContext } from '../../shared/contract/run-context.js';
import { currentRunContext, setRunContext } from '../run-context.js';

/** Takes the run's context from the start header, and hands it on to children and continuations. */
export function runContextInterceptor(): WorkflowInterceptors {
  return {
    inbound: [
      {
        execute(input, next) {
          const payload = input.headers[RUN_CONTEXT_HEADER_NAME];
          if (payload !== undefined) setRunContext(defaultPayloadConverter.fromPayload<RunContext>(payload));
          return next(input);
        },
      },
    ],
    outbound: [
      {
        startChildWorkflowExecution: (input, next) => next({ ...input, headers: withRunContext(input.headers) }),
        continueAsNew: (input, next) => next({ ...input, headers: withRunContext(input.headers) }),
      },
    ],
  };
}

function withRunContext<Headers extends Record<string, unknown>>(headers: Headers): Headers {
  const context = currentRunContext();
  return context === undefined ? headers : { ...headers, [RUN_CONTEXT_HEADER_NAME]: defaultPayloadConverter.toPayload(context) };
}
