import type { Verdict } from '../verdict.js';
import type { Rule } from './rule.js';

const RATE_LIMIT: Verdict = { category: 'rate_limit', retryable: true };
const OVERLOADED: Verdict = { category: 'overloaded', retryable: true };
const AUTH: Verdict = { category: 'auth', retryable: false };
const INVALID: Verdict = { category: 'invalid_request', retryable: false };
const NOT_FOUND: Verdict = { category: 'not_found', retryable: false };
const CONFLICT: Verdict = { category: 'conflict', retryable: false };
const CONFLICT_AGAIN: Verdict = { category: 'conflict', retryable: true };
const TIMEOUT: Verdict = { category: 'timeout', retryable: true, outcomeUnknown: true };
const SERVER_ERROR: Verdict = { category: 'server_error', retryable: true, outcomeUnknown: true };

/** Codes and class names that say more than the status they come with, or come without one. */
const NAMED: readonly (readonly [verdict: Verdict, names: readonly string[]])[] = [
  [
    OVERLOADED,
    [
      'overloaded_error',
      'overloadederror',
      'server_is_overloaded',
      'engine_overloaded',
      'engine_overloaded_error',
      'engineoverloaded',
      'capacity_exceeded',
      'nocapacity',
    ],
  ],
  [OVERLOADED, ['modelnotreadyexception', 'serviceunavailableexception', 'serviceunavailable']],
  [CONFLICT, ['conditionalcheckfailed']],
  [CONFLICT_AGAIN, ['transactionconflict', 'operationaborted', 'concurrentmodificationexception']],
  [CONFLICT_AGAIN, ['idempotency_key_in_use', 'lock_timeout', 'transactionconflictexception', 'transactioninprogressexception']],
  [CONFLICT_AGAIN, ['sqlite_busy', 'sqlite_locked', 'sqlite_busy_snapshot']],
  [CONFLICT, ['idempotency_error', 'stripeidempotencyerror', 'conditionalcheckfailedexception', 'workflowexecutionalreadystartederror']],
  [RATE_LIMIT, ['rate_limit_exceeded', 'rate_limit_error', 'ratelimitreached', 'ratelimitexceeded', 'userratelimitexceeded']],
  [
    RATE_LIMIT,
    ['throttlingexception', 'throttling', 'throttlederror', 'throttledexception', 'toomanyrequestsexception', 'requestlimitexceeded'],
  ],
  [RATE_LIMIT, ['provisionedthroughputexceededexception', 'slowdown', 'slow_down', 'requestthrottled', 'requestthrottledexception']],
  [TIMEOUT, ['modeltimeoutexception', 'requesttimeoutexception', 'gatewaytimeouterror', 'requesttimeout']],
  [
    SERVER_ERROR,
    [
      'modelerrorexception',
      'modelstreamerrorexception',
      'internalserverexception',
      'ai_emptyresponsebodyerror',
      'ai_invalidresponsedataerror',
    ],
  ],
  [
    AUTH,
    [
      'api_key_invalid',
      'api_key_expired',
      'invalid_api_key',
      'apikeyinvalid',
      'expiredtokenexception',
      'expiredtoken',
      'ai_loadapikeyerror',
    ],
  ],
  [
    AUTH,
    ['unrecognizedclientexception', 'invalidsignatureexception', 'signaturedoesnotmatch', 'invalidclienttokenid', 'incompletesignature'],
  ],
  [
    AUTH,
    [
      'credentialsprovidererror',
      'credentialserror',
      'notauthorizedexception',
      'tokenrefreshrequired',
      'unauthorizederror',
      'model_authentication',
      'missingauthenticationtokenexception',
      'invalid_grant',
      'invalid_client',
      'invalid_token',
    ],
  ],
  // AWS lets its clients try these again: they take over the server's clock.
  [{ ...AUTH, retryable: true }, ['requesttimetooskewed', 'requestinthefuture', 'requestexpired']],
  [NOT_FOUND, ['model_not_found', 'model_not_found_error']],
  [NOT_FOUND, ['ai_nosuchmodelerror', 'ai_nosuchprovidererror', 'ai_nosuchproviderreferenceerror', 'workflownotfounderror']],
  [
    INVALID,
    [
      'invalid_prompt_input',
      'invalid_tool_results',
      'message_coercion_failure',
      'graph_recursion_limit',
      'graphrecursionerror',
      'invalid_concurrent_graph_update',
      'invalid_graph_node_return_value',
      'missing_checkpointer',
      'multiple_subgraphs',
      'unreachable_node',
    ],
  ],
  [
    INVALID,
    [
      'err_invalid_url',
      'err_unsupported_protocol',
      'err_invalid_protocol',
      'und_err_invalid_arg',
      'err_too_many_redirects',
      'err_fr_too_many_redirects',
    ],
  ],
];

/** Errors that are known by name, whatever their status. */
export const namedError: Rule = ({ has }) => NAMED.find(([, names]) => has(...names))?.[0];
