/** The entry `onceward/ai-sdk/sandbox`: what the AI SDK finds in the sandbox. The plugin loads it; nobody else needs it. */
import type { WorkflowInterceptors } from '@temporalio/workflow';
import { NotInWorkflow } from '../../src/shared/errors/not-in-workflow.js';
import { installToolFailedHook } from './workflow/refuse-node.js';
import { refusingProvider } from './workflow/refusing-provider.js';
import { reasonOf, throwUnread } from './workflow/stream-failure.js';

export { createGateway, gateway, GatewayAuthenticationError, GatewayError } from './workflow/refusing-gateway.js';

const DEFAULT_PROVIDER = 'AI_SDK_DEFAULT_PROVIDER';

// Else a model that is only named would be looked for at Vercel's gateway.
if (Reflect.get(globalThis, DEFAULT_PROVIDER) === undefined) Reflect.set(globalThis, DEFAULT_PROVIDER, refusingProvider);

installToolFailedHook();

export function interceptors(): WorkflowInterceptors {
  return { inbound: [{ execute: (input, next) => next(input).then(throwUnread, rethrow) }] };
}

/** A provider in workflow code misses its key before it asks the network; what it says of that would lead astray. */
function rethrow(error: unknown): never {
  const isKeyMissing = error instanceof Error && error.name === 'AI_LoadAPIKeyError';
  throw isKeyMissing ? new NotInWorkflow({ what: 'A model that is not durable was called', cause: error }) : reasonOf(error);
}
