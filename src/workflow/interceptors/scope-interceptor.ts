import { defaultPayloadConverter, type WorkflowInterceptors } from '@temporalio/workflow';
import { SCOPE_HEADER_NAME, type ScopeHeader } from '../../shared/contract/scope-header.js';
import { currentKeyScope, setInheritedScope } from '../key-scope.js';
import { isFirstRun } from '../is-first-run.js';

/** Gives each child workflow a key scope inside that of its parent, so that a parent that is reset does not write twice through its children. */
export function scopeInterceptor(): WorkflowInterceptors {
  return {
    inbound: [
      {
        execute(input, next) {
          const payload = input.headers[SCOPE_HEADER_NAME];
          if (payload !== undefined && isFirstRun()) setInheritedScope(defaultPayloadConverter.fromPayload<ScopeHeader>(payload).scope);
          return next(input);
        },
      },
    ],
    outbound: [
      {
        startChildWorkflowExecution(input, next) {
          const parent = currentKeyScope();
          const step = `child:${input.workflowType}`;
          const header: ScopeHeader = { v: 1, scope: parent.child(`${step}:${parent.nextOrdinal(step)}`).name };
          return next({ ...input, headers: { ...input.headers, [SCOPE_HEADER_NAME]: defaultPayloadConverter.toPayload(header) } });
        },
      },
    ],
  };
}
