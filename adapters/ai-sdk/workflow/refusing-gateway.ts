import { NotInWorkflow } from '../../../src/shared/errors/not-in-workflow.js';

/** Whatever is asked of it, it can be passed around, and is refused when it is called. */
const refusing: unknown = new Proxy(refuse, {
  // A promise or a symbol's member it has none: whoever looks for those would take it for something else.
  get: (_target, name) => (typeof name === 'symbol' || name === 'then' ? undefined : refusing),
  apply: refuse,
});

function refuse(): never {
  throw new NotInWorkflow({ what: 'The AI Gateway was called' });
}

/** An error that never is: the gateway is called by activities, and what they fail with comes back as a failure of the step. */
export class GatewayError extends Error {
  static isInstance(_error: unknown): boolean {
    return false;
  }
}

/** As `GatewayError`. */
export class GatewayAuthenticationError extends GatewayError {}

/** What stands in the bundle for Vercel's gateway, which `ai` brings along: in workflow code it can reach nobody. */
export const gateway = refusing;

export function createGateway(): unknown {
  return refusing;
}
