import { again, final, through, type CorpusCase } from '../corpus-case.ts';

export const AZURE_CASES: readonly CorpusCase[] = [
  ...through(
    'azure-openai',
    ['azure'],
    [
      [
        {
          status: 429,
          headers: { 'retry-after': '26' },
          body: {
            error: {
              code: '429',
              message:
                'Requests to the ChatCompletions_Create Operation under Azure OpenAI API version 2024-10-21 have exceeded token rate limit of your current OpenAI S0 pricing tier. Please retry after 26 seconds.',
            },
          },
        },
        again('rate_limit', 'Azure TPM', 'Azure OpenAI quota docs', { retryAfterMs: 26_000 }),
      ],
      [
        {
          status: 429,
          body: {
            error: {
              code: '429',
              message:
                'Requests to the ChatCompletions_Create Operation have exceeded call rate limit of your current AIServices S0 pricing tier. Please retry after 86400 seconds.',
            },
          },
        },
        again('rate_limit', 'in words only, a day', 'Azure OpenAI quota docs', {
          retryAfterMs: 86_400_000,
          alsoAcceptable: ['quota_exhausted'],
          disputed: 'a day is a quota',
        }),
      ],
      [
        {
          status: 401,
          body: {
            error: {
              code: '401',
              message:
                'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription.',
            },
          },
        },
        final('auth', 'key', 'Azure OpenAI docs'),
      ],
      [
        {
          status: 404,
          body: {
            error: {
              code: 'DeploymentNotFound',
              message:
                'The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes, please wait a moment and try again.',
            },
          },
        },
        final('not_found', 'no deployment', 'Azure OpenAI docs', { disputed: 'the text says "wait a moment"' }),
      ],
      [
        {
          status: 403,
          body: { error: { code: 'AccessDenied', message: 'Public access is disabled. Please configure private endpoint.' } },
        },
        final('permission', 'network rule', 'Azure OpenAI docs', { alsoAcceptable: ['auth'] }),
      ],
      [
        { status: 403, body: { statusCode: 403, message: 'Out of call volume quota. Quota will be replenished in 2.05:00:00.' } },
        final('quota_exhausted', 'API Management quota', 'Azure APIM quota policy'),
      ],
      [
        {
          status: 400,
          body: {
            error: {
              code: 'content_filter',
              message: "The response was filtered due to the prompt triggering Azure OpenAI's content management policy.",
              innererror: {
                code: 'ResponsibleAIPolicyViolation',
                content_filter_result: { jailbreak: { filtered: true, detected: true } },
              },
            },
          },
        },
        final('content_filter', 'filter', 'Azure content filter docs'),
      ],
      [
        { status: 424, body: { error: { code: 'FailedDependency', message: 'The model backend failed' } } },
        again('server_error', '424', 'Azure AI inference docs', { outcomeUnknown: true, disputed: 'SDKs do not retry 424' }),
      ],
      [
        {
          status: 503,
          headers: { 'retry-after-ms': '1500' },
          body: {
            error: {
              code: 'ServiceUnavailable',
              message: 'The service is temporarily unable to process your request. Please try again later.',
            },
          },
        },
        again('overloaded', '503', 'Azure OpenAI docs', { retryAfterMs: 1_500, alsoAcceptable: ['server_error'] }),
      ],
    ],
  ),
];
