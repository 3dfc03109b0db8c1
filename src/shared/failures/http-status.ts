import { readNumber, readProperty } from './read-property.js';

const STATUS_KEYS = ['status', 'statusCode', 'status_code', 'httpStatusCode', 'originalStatusCode'] as const;

/** The HTTP status that says what failed: the outermost of 400 or more, else the outermost of all. */
export function readHttpStatus(records: readonly object[]): number | undefined {
  let other: number | undefined;
  for (const record of records) {
    for (const status of statusesOf(record)) {
      if (status >= 400) return status;
      other ??= status;
    }
  }
  return other;
}

function statusesOf(record: object): readonly number[] {
  const stated = STATUS_KEYS.flatMap((key) => readNumber(record, key) ?? []).filter((status) => status >= 100 && status <= 599);
  const code = readProperty(record, 'code');
  // Google, OpenRouter and LiteLLM state the status as `code`. A MySQL, MCP or DOM code never lies in this range.
  const isStatus = typeof code === 'number' || (typeof code === 'string' && /^[45]\d\d$/.test(code));
  const numeric = isStatus ? Number(code) : 0;
  return numeric >= 400 && numeric <= 599 ? [...stated, numeric] : stated;
}
