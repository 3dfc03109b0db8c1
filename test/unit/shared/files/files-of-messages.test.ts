import { randomBytes } from 'node:crypto';
import { defaultPayloadConverter } from '@temporalio/common';
import { artifactOf, hashesIn, toFile, type ArtifactReference, type Json } from 'onceward';
import { createArtifacts, memoryStore } from 'onceward/worker';
import { describe, expect, test } from 'vitest';
import { fromRichJson, toRichJson } from '../../../../src/shared/encoding/rich-json.ts';
import { mediaTypeOfSignature } from '../../../../src/shared/files/file-signature.ts';
import { hydrateFiles } from '../../../../src/shared/files/hydrate-files.ts';
import { putFiles } from '../../../../src/shared/files/put-files.ts';
import { richPayloadConverter } from '../../../../src/payloads/rich-payload-converter.ts';
import { expectStored } from '../../../fixtures/contract/stored-sample.ts';

const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...randomBytes(5_000)]);
const BASE64 = Buffer.from(PNG).toString('base64');
const URL_OF_PNG = `data:image/png;base64,${BASE64}`;
const artifacts = createArtifacts({ store: memoryStore() });

async function away<Value>(value: Value): Promise<Value> {
  return putFiles(value, (bytes, mediaType) => artifacts.put(bytes, { mediaType }));
}
const back = <Value>(value: Value): Promise<Value> => hydrateFiles(value, (reference) => artifacts.open(reference).bytes());

describe('the file of a message is put away and comes back as it was', () => {
  test.each<readonly [string, unknown]>([
    ['bytes', { type: 'file', data: PNG, mediaType: 'image/png' }],
    ['bytes in rich JSON', toRichJson({ type: 'file', data: { type: 'data', data: PNG }, mediaType: 'image/png' })],
    ['base64 beside a media type', { type: 'image', mimeType: 'image/png', data: BASE64 }],
    ['base64 whose first bytes tell what it is', { type: 'image', image: BASE64 }],
    ['base64 in a source', { type: 'image', source: { type: 'base64', media_type: 'image/png', data: BASE64 } }],
    ['a data URL', { type: 'image_url', image_url: { url: URL_OF_PNG } }],
    [
      'a message of a list',
      [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'Look' },
            { type: 'file', data: PNG, mediaType: 'image/*' },
          ],
        },
      ],
    ],
  ])('%s', async (_form, value) => {
    const sent = await away(value);
    expect(JSON.stringify(toRichJson(sent)).length).toBeLessThan(900);
    expect(await back(sent)).toEqual(value);
  });

  test('also when the workflow made base64, a data URL or a text of it', async () => {
    const { data } = await away({ type: 'file', data: PNG, mediaType: 'image/png' });
    const base64 = Buffer.from(data).toString('base64');
    const text = JSON.stringify({ summarise: [JSON.stringify({ image: base64 }), `data:image/png;base64,${base64}`] });
    expect(await back(text)).toBe(JSON.stringify({ summarise: [JSON.stringify({ image: BASE64 }), URL_OF_PNG] }));
  });
});

describe('a recording with a tag before it', () => {
  // The tag's size is 7 bits a byte: 300 bytes are 2 × 128 + 44.
  const TAGGED = Uint8Array.from([
    ...Buffer.from('ID3'),
    4,
    0,
    0,
    0,
    0,
    2,
    44,
    ...randomBytes(300),
    0xff,
    0xfb,
    0x90,
    0x64,
    ...randomBytes(5_000),
  ]);

  const bytesOf = (data: string | Uint8Array): Buffer => (typeof data === 'string' ? Buffer.from(data, 'base64') : Buffer.from(data));

  test.each([
    ['bytes', TAGGED],
    ['base64', Buffer.from(TAGGED).toString('base64')],
  ])('is put away as what it is, and what stands for it is told to be that, too: %s', async (_form, content) => {
    const { data } = await away({ type: 'file', mediaType: 'audio/*', data: content });
    expect(artifactOf(data)).toMatchObject({ mediaType: 'audio/mpeg', bytes: TAGGED.length });
    expect(bytesOf(data).subarray(0, 4)).toEqual(Buffer.from([0xff, 0xfb, 0x90, 0x64]));
    expect(await back(data)).toEqual(content);
  });

  test('whatever comes behind the tag', () => {
    expect(mediaTypeOfSignature(Uint8Array.from([...Buffer.from('ID3'), 4, 0, 0, 0, 0, 0, 1, 0, 0xff, 0xf3]))).toBe('audio/mpeg');
    expect(mediaTypeOfSignature(Uint8Array.from([...Buffer.from('ID3'), 4, 0, 0, 0, 0, 0, 0, ...Buffer.from('fLaC')]))).toBe('audio/flac');
    expect(mediaTypeOfSignature(Uint8Array.from(Buffer.from('ID')))).toBeUndefined();
  });
});

describe('what is no file of a message stays where it is', () => {
  test.each<readonly [string, unknown]>([
    ['bytes elsewhere', { document: PNG }],
    ['a data URL elsewhere', { url: URL_OF_PNG }],
    ['a small file', { type: 'file', data: PNG.subarray(0, 2_000), mediaType: 'image/png' }],
    ['a long word', { type: 'text', text: 'abcd'.repeat(1_000) }],
    ['base64 that nobody says is a file', { type: 'text', text: Buffer.from(PNG.subarray(8)).toString('base64') }],
    ['base64 as another program writes it', { type: 'file', mediaType: 'image/png', data: `${BASE64.slice(0, -4)}AB==` }],
    ['an address', { type: 'image_url', image_url: { url: `https://example.com/${'a'.repeat(3_000)}` } }],
  ])('%s', async (_what, value) => {
    expect(await away(value)).toBe(value);
  });
});

test('a stand-in begins as its file does, since frameworks look at that', async () => {
  const { data } = await away({ type: 'file', data: PNG, mediaType: 'image/png' });
  expect(Array.from(data.subarray(0, 24))).toEqual(Array.from(PNG.subarray(0, 24)));
  const artifact = await artifacts.put(PNG, { mediaType: 'image/png' });
  expect(Array.from(toFile(artifact).bytes.subarray(0, 8))).toEqual(Array.from(PNG.subarray(0, 8)));
});

test('the artifact of a file can be told from its bytes, its base64 and its data URL', async () => {
  const artifact = await artifacts.put(PNG, { mediaType: 'image/png', preview: 'é' });
  const file = toFile(artifact);
  for (const form of [file.bytes, file.base64, file.dataUrl]) expect(artifactOf(form)).toEqual(artifact);
  expect(artifactOf(PNG)).toBeUndefined();
  expect(artifactOf(BASE64)).toBeUndefined();
});

test('hashes stand in a stand-in as they are: `onceward store gc` looks for them', () => {
  const [content, name] = ['c'.repeat(64), 'd'.repeat(64)];
  const reference: ArtifactReference = {
    $artifact: 1,
    store: 'file',
    key: `sha256/${name}`,
    sha256: content,
    bytes: 5,
    mediaType: 'application/pdf',
  };
  const { base64 } = toFile(reference);
  expect(hashesIn(JSON.stringify({ url: `data:application/pdf;base64,${base64}` }))).toEqual([content, name]);
  expectStored('stand-in', { base64 });
  expect(artifactOf(base64)).toEqual(reference);
});

describe('a payload', () => {
  test('with bytes inside is as long as their base64, and gives bytes back', () => {
    const value = { message: { data: PNG }, at: 1 };
    const payload = richPayloadConverter.toPayload(value);
    expect(payload.data?.length).toBeLessThan(BASE64.length + 60);
    expect(richPayloadConverter.fromPayload(payload)).toEqual(value);
    // Whoever does not know of this reads JSON.
    expect(fromRichJson(defaultPayloadConverter.fromPayload<Json>(payload))).toEqual(value);
  });

  test('without bytes is Temporal’s own', () => {
    for (const value of [{ a: [1, 'b', null] }, 'text', PNG, null]) {
      expect(richPayloadConverter.toPayload(value)).toEqual(defaultPayloadConverter.toPayload(value));
    }
  });
});

describe('a file that cannot be had is an error, never a message without it', () => {
  const [own, other] = [memoryStore(), memoryStore({ name: 'archive' })];
  const ofAcme = createArtifacts({ store: own, tenant: 'acme' });
  const hydrated = async (reference: ArtifactReference): Promise<unknown> =>
    hydrateFiles([{ type: 'file', data: toFile(reference).bytes }], (found) => ofAcme.open(found).bytes());

  test.each([
    ['of another tenant', () => createArtifacts({ store: own, tenant: 'globex' }).put(PNG, { mediaType: 'image/png' }), 'TenantMismatch'],
    [
      'in a store that is not here',
      () => createArtifacts({ store: other, tenant: 'acme' }).put(PNG, { mediaType: 'image/png' }),
      'UnknownStore',
    ],
    [
      'that is gone',
      async () => ({ ...(await ofAcme.put(PNG, { mediaType: 'image/png' })), key: `t/acme/sha256/${'0'.repeat(64)}` }),
      'PayloadMissing',
    ],
    [
      'with other content',
      async () => ({ ...(await ofAcme.put(PNG, { mediaType: 'image/png' })), sha256: '0'.repeat(64) }),
      'PayloadCorrupted',
    ],
  ] as const)('%s', async (_what, put, code) => {
    await expect(hydrated(await put())).rejects.toMatchObject({ code });
  });
});
