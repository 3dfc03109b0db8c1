import type * as compatiblePackage from '@ai-sdk/openai-compatible';
import type * as anthropicPackage from '@anthropic-ai/sdk';
import type * as langchainPackage from '@langchain/openai';
import type * as openaiPackage from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { classifyError } from '../../../src/shared/failures/classify-error.ts';
import type { Verdict } from '../../../src/shared/failures/verdict.ts';
import { MockServer, type Wire } from '../../corpus/mock-server.ts';
import { serialize } from '../../corpus/serialize.ts';
import { type ProviderErrorCase, readRecordedErrors } from '../../fixtures/provider-errors/provider-error-cases.ts';
import { rehydrate } from '../../fixtures/provider-errors/rehydrate.ts';
import { type ClientCopies, copyClients, type Way, WAYS } from '../../support/client-copies.ts';

const PUBLIC_URL = 'https://provider.example.com';
const apiKey = 'test-key';
/** Of calls that nobody answers; the others may take as long as a busy machine makes them. */
const [HANGING_MS, PATIENT_MS] = [1_200, 60_000];
const messages = [{ role: 'user' as const, content: 'Hello' }];

type Load = <Module>(name: string) => Promise<Module>;

/** The calls of `test/corpus/clients`, of a given copy of the client. */
const CALLS: Readonly<Record<string, (load: Load, url: string, timeout: number) => Promise<unknown>>> = {
  async openai(load, url, timeout) {
    const { OpenAI } = await load<typeof openaiPackage>('openai');
    return new OpenAI({ apiKey, baseURL: `${url}/v1`, maxRetries: 0, timeout }).chat.completions.create({ model: 'gpt-4o', messages });
  },
  async anthropic(load, url, timeout) {
    const { Anthropic } = await load<typeof anthropicPackage>('@anthropic-ai/sdk');
    const client = new Anthropic({ apiKey, baseURL: url, maxRetries: 0, timeout });
    return client.messages.create({ model: 'claude-test', max_tokens: 16, messages });
  },
  async 'ai:compatible'(load, url) {
    const { createOpenAICompatible } = await load<typeof compatiblePackage>('@ai-sdk/openai-compatible');
    const model = createOpenAICompatible({ name: 'compatible', apiKey, baseURL: `${url}/v1` })('model');
    return model.doGenerate({ prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hello' }] }] });
  },
  async 'lc:openai'(load, url, timeout) {
    const { ChatOpenAI } = await load<typeof langchainPackage>('@langchain/openai');
    return new ChatOpenAI({ apiKey, model: 'gpt-4o', maxRetries: 0, timeout, configuration: { baseURL: `${url}/v1` } }).invoke('Hello');
  },
};

/** Which builds of a client a program can have at once. The AI SDK's is for `import` only, and LangChain's brings many packages with it. */
const BUILDS: readonly (readonly [via: string, ways: readonly Way[]])[] = [
  ['openai', WAYS],
  ['anthropic', WAYS],
  ['ai:compatible', ['imported', 'a second copy']],
  ['lc:openai', ['imported', 'from CommonJS']],
];

/** What a machine without openssl, or with a name server that knows every name, could not answer. */
const NOT_HERE = new Set(['tls', 'dns']);
const recorded = readRecordedErrors() as readonly (ProviderErrorCase & { readonly wire: Wire | null })[];
const casesOf = (via: string) => recorded.filter((stored) => stored.via === via && stored.wire && !NOT_HERE.has(stored.wire.fault ?? ''));

const server = new MockServer({ tls: false });
let copies: ClientCopies;

beforeAll(async () => {
  await server.start();
  copies = copyClients();
});

afterAll(() => {
  server.stop();
  copies.remove();
});

function thrownBy(via: string, way: Way, { id, wire }: ProviderErrorCase & { readonly wire: Wire | null }): Promise<unknown> {
  const url = server.add(`${id}-${WAYS.indexOf(way)}`, wire ?? {});
  const timeout = wire?.fault === 'hang' ? HANGING_MS : PATIENT_MS;
  const call = CALLS[via]?.((name) => copies.load(way, name), url, timeout) ?? Promise.resolve();
  return call.then(
    () => expect.unreachable(`${id} did not fail`),
    (error: unknown) => error,
  );
}

function verdictOn(error: unknown, { kind, now }: ProviderErrorCase): Verdict {
  return classifyError(error, { kind, now: new Date(now) });
}

describe.each(BUILDS)('%s', (via, ways) => {
  it.each(ways)('%s: the verdict on what it throws is the one on the stored error', async (way) => {
    const cases = casesOf(via);
    const live = await Promise.all(cases.map(async (stored) => [stored.id, verdictOn(await thrownBy(via, way, stored), stored)]));
    expect(cases.length).toBeGreaterThan(10);
    expect(live).toEqual(cases.map((stored) => [stored.id, verdictOn(rehydrate(stored.error), stored)]));
  });
});

it.each(['openai', 'ai:compatible'])('what %s throws today is what stands in the corpus', async (via) => {
  const answered = casesOf(via).filter(({ wire }) => wire?.fault === undefined);
  const live = await Promise.all(
    answered.map(async (stored) => [stored.id, serialize(await thrownBy(via, 'imported', stored), PUBLIC_URL)]),
  );
  expect(live).toEqual(answered.map(({ id, error }) => [id, error]));
});

it('the copies are copies: none knows the errors of another', async () => {
  const classes = await Promise.all(WAYS.map(async (way) => (await copies.load<typeof openaiPackage>(way, 'openai')).APIError));
  expect(new Set(classes).size).toBe(WAYS.length);
});
