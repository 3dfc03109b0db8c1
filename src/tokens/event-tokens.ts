import type { Json } from '../shared/contract/json.js';
import type { EventGrant } from '../shared/contract/run-event.js';
import { isJsonObject } from '../shared/encoding/is-json-object.js';
import { TokenRefused } from '../shared/errors/token-refused.js';
import { checkOptions } from '../shared/options/check-options.js';
import { durationMs, type Duration } from '../shared/options/duration.js';
import type { TokenSecret } from './token-secret.js';
import { createTokenSigner } from './token-signer.js';

export interface EventTokensOptions {
  /** The newest first: it signs, and all verify. They may be those of approvals: a token of one is none of the other. */
  readonly secrets: readonly TokenSecret[];
  /** How long a token is good. @default '7d' */
  readonly validFor?: Duration;
}

export interface EventTokens {
  /** @param grant what `eventGrant` gave the workflow */
  sign(grant: EventGrant): Promise<string>;
  /** @throws TokenRefused of kind 'forged' or 'expired' */
  verify(token: string): Promise<EventGrant>;
}

const DEFAULT_VALID_FOR = '7d';
const OPTION_NAMES = ['secrets', 'validFor'] as const satisfies readonly (keyof EventTokensOptions)[];

/**
 * Signs the addresses that other systems deliver events to, and verifies them. Whoever has one can deliver that event to that run, once.
 *
 * @throws UnknownOption; InvalidOption for a secret of less than 32 bytes
 * @example
 * ```ts
 * const tokens = eventTokens({ secrets: [{ id: '2026-11', secret: process.env.EVENT_SECRET ?? '' }] });
 * const address = `https://app.example/events?token=${await tokens.sign(grant)}`;
 * ```
 */
export function eventTokens(options: EventTokensOptions): EventTokens {
  checkOptions('eventTokens()', options, OPTION_NAMES);
  const { secrets, validFor = DEFAULT_VALID_FOR } = options;
  const validForMs = durationMs(validFor, 'eventTokens()', 'validFor');
  const signer = createTokenSigner({ where: 'eventTokens()', purpose: 'event', secrets });
  return {
    sign: ({ v, workflowId, firstRunId, name, id }) => signer.sign({ v, workflowId, firstRunId, name, id }, Date.now() + validForMs),
    async verify(token) {
      const { claims } = await signer.verify(token);
      if (!isGrant(claims)) throw new TokenRefused({ kind: 'forged' });
      return claims;
    },
  };
}

function isGrant(claims: Json): claims is EventGrant {
  return isJsonObject(claims) && ['workflowId', 'firstRunId', 'name', 'id'].every((member) => typeof claims[member] === 'string');
}
