import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { expect, test } from 'vitest';
import { compressionCodec } from '../../../src/payloads/compression/compression-codec.ts';
import { metadataText } from '../../../src/payloads/payload-metadata.ts';

const encode = (payloads: Payload[]) => compressionCodec.encode(payloads);
const decode = (payloads: Payload[]) => compressionCodec.decode(payloads);

test('text shrinks, and is read back as it was', async () => {
  const payload = defaultPayloadConverter.toPayload('The claim was filed on Monday. '.repeat(100));
  const [compressed] = await encode([payload]);
  expect(compressed?.data?.length).toBeLessThan((payload.data?.length ?? 0) / 10);
  expect(await decode([compressed ?? {}])).toEqual([payload]);
});

test.each([
  ['a small payload', 'Hello'],
  ['one that does not shrink', Uint8Array.from({ length: 5_000 }, (_, index) => (index * 7919 * (index + 13)) % 251)],
])('%s is left as it is', async (_name, value) => {
  const payload = defaultPayloadConverter.toPayload(value);
  const [same] = await encode([payload]);
  if (metadataText(same ?? {}, 'encoding') === 'binary/zstd') expect(same?.data?.length).toBeLessThan(payload.data?.length ?? 0);
  else expect(same).toBe(payload);
});

test('what was written before compression was switched on is still read', async () => {
  const payload = defaultPayloadConverter.toPayload({ old: true });
  expect(await decode([payload])).toEqual([payload]);
});
