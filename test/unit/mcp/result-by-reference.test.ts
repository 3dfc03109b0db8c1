import { expect, test } from 'vitest';
import { resultByReference } from '../../../adapters/mcp/worker/result-by-reference.ts';
import type { Json } from '../../../src/shared/contract/json.ts';

test('texts of a result may go by reference, wherever they are, and nothing else of it', async () => {
  const result: Json = {
    content: [
      { type: 'text', text: 'a' },
      { type: 'image', data: 'b', mimeType: 'image/png' },
      { type: 'resource', resource: { uri: 'c', text: 'd' } },
    ],
    structuredContent: { e: 1 },
    isError: false,
  };
  expect(await resultByReference(result, async (part) => ({ by: part }))).toEqual({
    content: [
      { type: 'text', text: { by: 'a' } },
      { type: 'image', data: 'b', mimeType: 'image/png' },
      { type: 'resource', resource: { uri: 'c', text: { by: 'd' } } },
    ],
    structuredContent: { by: { e: 1 } },
    isError: false,
  });
});
