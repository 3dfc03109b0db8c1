import { defaultDataConverter, type Payload } from '@temporalio/common';
import { PayloadMissing } from 'onceward';
import { expect, test } from 'vitest';
import { decodePayload } from '../../../src/payloads/decode-payload.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const ELSEWHERE: Payload = {
  metadata: { encoding: bytes('json/protobuf'), messageType: bytes('temporal.api.sdk.v1.ExternalStorageReference') },
  data: bytes(JSON.stringify({ driverName: 'file', claimData: { v: '1', key: 'payloads/a/b' } })),
};

test('a call of a history that is in a store which was not given is an error that names it, and not a call less', async () => {
  const error = await decodePayload(defaultDataConverter as never, ELSEWHERE).catch((reason: unknown) => reason);
  expect(PayloadMissing.isInstance(error) && [error.message.includes("'file'"), error.message.includes('payloads/a/b')]).toEqual([
    true,
    true,
  ]);
});
