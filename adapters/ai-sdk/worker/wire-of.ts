import type { WireExchange, WireMessage } from '../../../src/worker/capture/to-captured-text.js';

/** What results of models say about the request and the response behind them. */
export interface WireResult {
  readonly request?: WireMessage | undefined;
  readonly response?: object | undefined;
}

/** Headers and body of the response, as far as there are any; its other members are the answer's. */
export function wireOf({ request, response }: WireResult): WireExchange {
  const { headers, body } = (response ?? {}) as WireMessage;
  return {
    ...(request !== undefined && { request }),
    ...((headers !== undefined || body !== undefined) && { response: { headers, body } }),
  };
}
