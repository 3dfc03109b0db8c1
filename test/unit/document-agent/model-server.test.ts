import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createClaimPages, expectedFacts } from '../../../examples/document-agent/scene/claim-file.ts';
import { claimFactsSchemas, type PassName } from '../../../examples/document-agent/scene/claim-facts.ts';
import { textOfPage } from '../../../examples/document-agent/scene/claim-page.ts';
import { findCompany } from '../../../examples/document-agent/scene/company-register.ts';
import { toPassagesText } from '../../../examples/document-agent/search/passages.ts';
import type { RunningService } from '../../../examples/document-agent/services/http-service.ts';
import { startModelServer } from '../../../examples/document-agent/services/model-server.ts';
import { getJson, postJson, waitForRequests } from './fixtures/service-client.ts';

interface Completion {
  readonly id: string;
  readonly choices: readonly [
    {
      readonly message: {
        readonly content: string | null;
        readonly tool_calls?: readonly { id: string; function: { name: string; arguments: string } }[];
      };
      readonly finish_reason: string;
    },
  ];
  readonly usage: { readonly prompt_tokens: number; readonly completion_tokens: number; readonly total_tokens: number };
}

const facts = expectedFacts({ pages: 20 });
const passages = toPassagesText(createClaimPages({ pages: 20 }).map((page) => ({ page: page.number, ordinal: 0, text: textOfPage(page) })));
const lookupTool = {
  type: 'function',
  function: { name: 'lookupCompany', parameters: { type: 'object', properties: { registryNumber: { type: 'string' } } } },
};

let folder: string;
let server: RunningService;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'model-'));
  server = await startModelServer({ databaseFile: join(folder, 'model.sqlite') });
});

afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

function chatRequest(pass: PassName, text: string) {
  const schema = z.toJSONSchema(claimFactsSchemas[pass]);
  return {
    model: 'scripted',
    messages: [{ role: 'user', content: `Answer from these passages.\n\n${text}` }] as Record<string, unknown>[],
    response_format: { type: 'json_schema', json_schema: { name: 'response', schema } },
  };
}

async function complete(body: unknown, headers: Record<string, string> = {}): Promise<Completion> {
  const answer = await postJson(`${server.url}/v1/chat/completions`, body, headers);
  expect(answer.status).toBe(200);
  return answer.body as Completion;
}

function contentOf(completion: Completion): unknown {
  return JSON.parse(completion.choices[0].message.content ?? '');
}

describe('answers', () => {
  it.each(['claimant', 'incident', 'damages', 'payments', 'deadlines'] as const)('answer the pass %s from the passages', async (pass) => {
    expect(contentOf(await complete(chatRequest(pass, passages)))).toEqual(facts[pass]);
  });

  it('know nothing that the passages do not say', async () => {
    expect(contentOf(await complete(chatRequest('damages', '[page 3]\nDear Sir or Madam')))).toEqual({ lineItems: [], totalClaimed: [] });
    expect(contentOf(await complete(chatRequest('claimant', '')))).toEqual({
      claimant: null,
      policyNumber: null,
      insurer: null,
      insuredProperty: null,
    });
  });

  it('find the pass by its name in the prompt when no schema is given', async () => {
    const messages = [
      { role: 'system', content: 'You read claim files.\nPass: incident' },
      { role: 'user', content: [{ type: 'text', text: passages }] },
    ];
    expect(contentOf(await complete({ model: 'scripted', messages }))).toEqual(facts.incident);
  });

  it('have an id of their own and count tokens, also when the request is the same', async () => {
    const [first, second] = [await complete(chatRequest('claimant', passages)), await complete(chatRequest('claimant', passages))];
    expect(first.id).not.toBe(second.id);
    expect(first.usage).toEqual(second.usage);
    expect(first.usage.total_tokens).toBe(first.usage.prompt_tokens + first.usage.completion_tokens);
    expect(first.usage.prompt_tokens).toBeGreaterThan(100);
  });

  it('call the company registry once, and then answer with what it said', async () => {
    const request = { ...chatRequest('contractor', passages), tools: [lookupTool] };
    const [choice] = (await complete(request)).choices;
    const call = choice.message.tool_calls?.[0];
    expect(choice.finish_reason).toBe('tool_calls');
    expect(call?.function).toEqual({
      name: 'lookupCompany',
      arguments: JSON.stringify({ registryNumber: facts.contractor.registryNumber }),
    });
    const company = findCompany(facts.contractor.registryNumber ?? '');
    const toolMessage = { role: 'tool', tool_call_id: call?.id, content: JSON.stringify(company) };
    const answered = await complete({ ...request, messages: [...request.messages, choice.message, toolMessage] });
    expect(contentOf(answered)).toEqual(facts.contractor);
  });

  it('leave out what the company registry did not give', async () => {
    const request = chatRequest('contractor', passages);
    const messages = [...request.messages, { role: 'tool', tool_call_id: 'a', content: 'not found' }];
    expect(contentOf(await complete({ ...request, messages, tools: [lookupTool] }))).toMatchObject({
      name: facts.contractor.name,
      seat: null,
    });
  });
});

describe('the bill', () => {
  it('names the pass, the key and the fingerprint of every request, and keeps its body but no secret', async () => {
    const body = chatRequest('damages', passages);
    await complete(body, { 'idempotency-key': 'key-1', authorization: 'Bearer planted-secret' });
    await complete(body);
    const bill = await getJson<{ count: number; requests: Record<string, unknown>[] }>(`${server.url}/bill?bodies=1`);
    expect(bill.count).toBe(2);
    expect(bill.requests.map(({ label, idempotencyKey, status, finished }) => ({ label, idempotencyKey, status, finished }))).toEqual([
      { label: 'damages', idempotencyKey: 'key-1', status: 200, finished: true },
      { label: 'damages', idempotencyKey: null, status: 200, finished: true },
    ]);
    expect(bill.requests[0]?.['fingerprint']).toBe(bill.requests[1]?.['fingerprint']);
    expect(bill.requests[0]?.['body']).toBe(JSON.stringify(body));
    expect(JSON.stringify(bill)).not.toContain('planted-secret');
  });

  it('is written on arrival, and says that a client was gone when its answer was ready', async () => {
    await postJson(`${server.url}/control`, { delayMs: 300 });
    const client = new AbortController();
    const lost = fetch(`${server.url}/v1/chat/completions`, {
      method: 'POST',
      body: JSON.stringify(chatRequest('claimant', passages)),
      signal: client.signal,
    });
    const [arrived] = await waitForRequests(`${server.url}/bill`, (requests) => requests.length === 1);
    expect(arrived).toMatchObject({ label: 'claimant', answeredAt: null, status: null, finished: false });
    client.abort();
    await expect(lost).rejects.toThrow('aborted');
    const [answered] = await waitForRequests(`${server.url}/bill`, (requests) => requests[0]?.answeredAt !== null);
    await complete(chatRequest('incident', passages));
    expect(answered).toMatchObject({ status: 200, finished: false });
    expect((await getJson<{ requests: { finished: boolean }[] }>(`${server.url}/bill?label=claimant`)).requests).toMatchObject([
      { finished: false },
    ]);
  });

  it('survives a restart of the server', async () => {
    await complete(chatRequest('claimant', passages));
    await server.close();
    server = await startModelServer({ databaseFile: join(folder, 'model.sqlite') });
    expect(await getJson(`${server.url}/bill`)).toMatchObject({ count: 1, requests: [{ id: 1, label: 'claimant' }] });
  });

  it('holds failed requests too', async () => {
    await postJson(`${server.url}/control`, {
      failNext: [{ status: 429, headers: { 'retry-after': '1' }, body: { error: { message: 'slow down' } } }],
    });
    const response = await fetch(`${server.url}/v1/chat/completions`, {
      method: 'POST',
      body: JSON.stringify(chatRequest('claimant', passages)),
    });
    expect([response.status, response.headers.get('retry-after'), await response.json()]).toEqual([
      429,
      '1',
      { error: { message: 'slow down' } },
    ]);
    await complete(chatRequest('claimant', passages));
    expect(await getJson(`${server.url}/bill`)).toMatchObject({ requests: [{ status: 429 }, { status: 200 }] });
  });
});

describe('bad requests and bad answers', () => {
  it('are nonsense as often as was asked for', async () => {
    await postJson(`${server.url}/control`, { nonsenseNext: 1 });
    const nonsense = await complete(chatRequest('claimant', passages));
    expect(() => contentOf(nonsense)).toThrow(SyntaxError);
    expect(contentOf(await complete(chatRequest('claimant', passages)))).toEqual(facts.claimant);
  });

  it.each([
    ['no JSON object', []],
    ['no messages', { model: 'scripted' }],
    ['streaming', { model: 'scripted', messages: [{ role: 'user', content: 'x' }], stream: true }],
  ])('answer %s with 400 and an OpenAI error', async (_, body) => {
    const answer = await postJson(`${server.url}/v1/chat/completions`, body);
    expect(answer).toMatchObject({ status: 400, body: { error: { type: 'invalid_request_error' } } });
  });
});
