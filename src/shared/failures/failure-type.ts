import type { Category } from './category.js';

const FAILURE_TYPES = {
  rate_limit: 'RateLimited',
  quota_exhausted: 'QuotaExhausted',
  overloaded: 'Overloaded',
  timeout: 'Timeout',
  network: 'NetworkError',
  server_error: 'ServerError',
  context_length: 'ContextLengthExceeded',
  content_filter: 'ContentFiltered',
  invalid_request: 'InvalidRequest',
  auth: 'AuthenticationFailed',
  permission: 'PermissionDenied',
  not_found: 'NotFound',
  conflict: 'Conflict',
  unprocessable: 'Unprocessable',
  payload_too_large: 'PayloadTooLarge',
  tool_input_invalid: 'ToolInputInvalid',
  output_parse: 'OutputParseFailed',
  aborted: 'Aborted',
  unknown: 'UnknownFailure',
} as const satisfies Record<Category, string>;

export type FailureType = (typeof FAILURE_TYPES)[Category];

const CATEGORY_BY_TYPE: ReadonlyMap<string, Category> = new Map(
  Object.entries(FAILURE_TYPES).map(([category, type]) => [type, category as Category]),
);

/**
 * The `type` of the Temporal `ApplicationFailure` a category becomes. Stable: workflows and retry policies may compare it.
 *
 * @example
 * ```ts
 * failureTypeOf('rate_limit'); // 'RateLimited'
 * ```
 */
export function failureTypeOf(category: Category): FailureType {
  return FAILURE_TYPES[category];
}

/** The category behind an `ApplicationFailure`'s `type`; undefined for a type that is not one of ours. */
export function categoryOfFailureType(type: string): Category | undefined {
  return CATEGORY_BY_TYPE.get(type);
}
