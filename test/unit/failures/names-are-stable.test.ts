import { expect, it } from 'vitest';

import { CATEGORIES } from '../../../src/shared/failures/category.ts';
import { categoryOfFailureType, failureTypeOf } from '../../../src/shared/failures/failure-type.ts';

it('every category has its own failure type, and they never change', () => {
  expect(Object.fromEntries(CATEGORIES.map((category) => [category, failureTypeOf(category)]))).toMatchInlineSnapshot(`
    {
      "aborted": "Aborted",
      "auth": "AuthenticationFailed",
      "conflict": "Conflict",
      "content_filter": "ContentFiltered",
      "context_length": "ContextLengthExceeded",
      "invalid_request": "InvalidRequest",
      "network": "NetworkError",
      "not_found": "NotFound",
      "output_parse": "OutputParseFailed",
      "overloaded": "Overloaded",
      "payload_too_large": "PayloadTooLarge",
      "permission": "PermissionDenied",
      "quota_exhausted": "QuotaExhausted",
      "rate_limit": "RateLimited",
      "server_error": "ServerError",
      "timeout": "Timeout",
      "tool_input_invalid": "ToolInputInvalid",
      "unknown": "UnknownFailure",
      "unprocessable": "Unprocessable",
    }
  `);
  for (const category of CATEGORIES) expect(categoryOfFailureType(failureTypeOf(category))).toBe(category);
  expect(categoryOfFailureType('Custom')).toBeUndefined();
});
