import type { CapturedExchange, CapturedMessage } from '../../shared/contract/captured-exchange.js';
import { toRichJson } from '../../shared/encoding/rich-json.js';
import { redactSecrets } from '../../shared/failures/redact-secrets.js';
import { redactHeaders } from './redact-headers.js';

/** One way of an exchange, as a provider's client gives it. */
export interface WireMessage {
  readonly url?: string | undefined;
  readonly headers?: unknown;
  readonly body?: unknown;
}

/** What a provider's client tells of one call. */
export interface WireExchange {
  readonly request?: WireMessage | undefined;
  readonly response?: WireMessage | undefined;
}

/** The text under which an exchange is kept, without what authorizes. */
export function toCapturedText({ request, response }: WireExchange): string {
  const exchange: CapturedExchange = {
    v: 1,
    ...(request !== undefined && { request: toMessage(request) }),
    ...(response !== undefined && { response: toMessage(response) }),
  };
  return JSON.stringify(exchange);
}

function toMessage({ url, headers, body }: WireMessage): CapturedMessage {
  return {
    // Some providers take their key in the URL.
    ...(url !== undefined && { url: redactSecrets(url) }),
    ...(headers !== undefined && { headers: redactHeaders(headers) }),
    ...(body !== undefined && { body: toRichJson(body) }),
  };
}
