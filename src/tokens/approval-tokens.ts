import type { Json } from '../shared/contract/json.js';
import { isJsonObject } from '../shared/encoding/is-json-object.js';
import { TokenRefused } from '../shared/errors/token-refused.js';
import { checkOptions } from '../shared/options/check-options.js';
import { durationMs, type Duration } from '../shared/options/duration.js';
import type { TokenSecret } from './token-secret.js';
import { createTokenSigner } from './token-signer.js';

/** Which request a link is for, and who it lets answer. */
export interface ApprovalGrant {
  readonly workflowId: string;
  /**
   * The id of the chain's first run (`firstRunId` of a notice, `firstExecutionRunId` of a handle): the link stays good when the run is reset or
   * continues as new, and is none for the next run under the same workflow id.
   */
  readonly firstRunId: string;
  /** The `id` of the request. */
  readonly approvalId: string;
  /** Who has the link: the answer is taken as theirs. Absent: `authorize` of the handler has to know them. */
  readonly by?: string;
  /** Their roles, without `role:`. */
  readonly roles?: readonly string[];
}

export interface ApprovalTokensOptions {
  /** The newest first: it signs, and all verify. Keep an old one for as long as `validFor` after its successor came. */
  readonly secrets: readonly TokenSecret[];
  /** How long a token is good. @default '7d' */
  readonly validFor?: Duration;
}

export interface ApprovalTokens {
  sign(grant: ApprovalGrant): Promise<string>;
  /** @throws TokenRefused of kind 'forged' or 'expired' */
  verify(token: string): Promise<ApprovalGrant>;
}

const DEFAULT_VALID_FOR = '7d';
const OPTION_NAMES = ['secrets', 'validFor'] as const satisfies readonly (keyof ApprovalTokensOptions)[];

/**
 * Signs the links that people get, and verifies them. A token says for whom it is and cannot be changed; who has it can answer as them, so send it to
 * them alone. It answers once in effect: the run refuses a second answer, and says by whom and when the first was given.
 *
 * @throws UnknownOption; InvalidOption for a secret of less than 32 bytes
 * @example
 * ```ts
 * const tokens = approvalTokens({ secrets: [{ id: '2026-11', secret: process.env.APPROVAL_SECRET ?? '' }] });
 * const token = await tokens.sign({ workflowId, firstRunId, approvalId: 'publish', by: 'ada' });
 * const link = `https://app.example/approvals?token=${token}`;
 * ```
 */
export function approvalTokens(options: ApprovalTokensOptions): ApprovalTokens {
  checkOptions('approvalTokens()', options, OPTION_NAMES);
  const { secrets, validFor = DEFAULT_VALID_FOR } = options;
  const validForMs = durationMs(validFor, 'approvalTokens()', 'validFor');
  const signer = createTokenSigner({ where: 'approvalTokens()', purpose: 'approval', secrets });
  return {
    sign: ({ workflowId, firstRunId, approvalId, by, roles }) =>
      signer.sign(
        { workflowId, firstRunId, approvalId, ...(by !== undefined && { by }), ...(roles !== undefined && { roles: [...roles] }) },
        Date.now() + validForMs,
      ),
    async verify(token) {
      const { claims } = await signer.verify(token);
      if (!isGrant(claims)) throw new TokenRefused({ kind: 'forged' });
      return claims;
    },
  };
}

function isGrant(claims: Json): claims is Json & ApprovalGrant {
  return isJsonObject(claims) && ['workflowId', 'firstRunId', 'approvalId'].every((name) => typeof claims[name] === 'string');
}
