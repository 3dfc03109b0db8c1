import { again, final, through, type CorpusCase } from '../corpus-case.ts';

const MCP = 'MCP specification';
const TEMPORAL = 'Temporal TypeScript SDK failures';
const RULES = 'research §3';

export const OTHER_CASES: readonly CorpusCase[] = [
  ...through('mcp', ['mcp:params'], [[{}, final('tool_input_invalid', '-32602', MCP, { alsoAcceptable: ['invalid_request'] })]], 'tool'),
  ...through('mcp', ['mcp:unknownMethod'], [[{}, final('not_found', '-32601', MCP, { alsoAcceptable: ['invalid_request'] })]], 'tool'),
  ...through('mcp', ['mcp:internal'], [[{}, again('server_error', '-32603', MCP, { outcomeUnknown: true })]], 'tool'),
  ...through('mcp', ['mcp:timeout'], [[{}, again('timeout', '-32001', MCP, { outcomeUnknown: true })]], 'tool'),
  ...through('mcp', ['mcp:closed'], [[{}, again('network', '-32000', MCP, { outcomeUnknown: true })]], 'tool'),
  ...through(
    'mcp',
    ['mcp:http'],
    [
      [{ status: 401, body: { error: 'invalid_token' } }, final('auth', '401', MCP)],
      [{ status: 403, body: { error: 'no' } }, final('permission', '403', MCP)],
      [{ status: 404, body: { error: 'no session' } }, final('not_found', '404', MCP)],
      [{ status: 429, body: { error: 'slow' } }, again('rate_limit', '429', MCP)],
      [{ status: 503, body: { error: 'down' } }, again('overloaded', '503', MCP, { alsoAcceptable: ['server_error'] })],
      [{ status: 500, body: { error: 'down' } }, again('server_error', '500', MCP, { outcomeUnknown: true })],
      [{ fault: 'refused' }, again('network', 'refused', 'Node errors')],
    ],
    'tool',
  ),
  ...through('temporal', ['temporal:cancelled'], [[{}, final('aborted', 'CancelledFailure', TEMPORAL)]], 'tool'),
  ...through('temporal', ['temporal:retryable'], [[{}, again('unknown', 'retryable ApplicationFailure', TEMPORAL)]], 'tool'),
  ...through(
    'temporal',
    ['temporal:nonRetryable', 'temporal:cause'],
    [[{}, final('unknown', 'non-retryable ApplicationFailure', TEMPORAL)]],
    'tool',
  ),
  ...through('temporal', ['temporal:timeout'], [[{}, again('timeout', 'TimeoutFailure', TEMPORAL, { outcomeUnknown: true })]], 'tool'),
  ...through('temporal', ['temporal:activity'], [[{}, final('auth', 'the cause of an ActivityFailure', TEMPORAL)]], 'tool'),
  ...through('own', ['own:string', 'own:bug', 'own:invoice429', 'own:range'], [[{}, again('unknown', 'nobody knows it', RULES)]], 'tool'),
  ...through(
    'own',
    ['own:zod'],
    [[{}, final('tool_input_invalid', 'zod inside a tool', RULES, { alsoAcceptable: ['invalid_request'] })]],
    'tool',
  ),
  ...through(
    'own',
    ['own:json'],
    [[{}, again('unknown', 'JSON.parse inside a tool', RULES, { alsoAcceptable: ['output_parse'] })]],
    'tool',
  ),
];
