import { setTimeout as sleep } from 'node:timers/promises';
import { generateText, embedMany, jsonSchema, Output, tool } from 'ai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { startScriptedProvider, type ProviderScript, type ScriptedProvider } from 'onceward/testing';
import { afterEach, describe, expect, test, vi } from 'vitest';

const open: ScriptedProvider[] = [];

async function start(script: ProviderScript): Promise<ScriptedProvider> {
  const provider = await startScriptedProvider({ script });
  open.push(provider);
  return provider;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((provider) => provider.close()));
});

function ask(provider: ScriptedProvider, content: string, init: RequestInit = {}): Promise<Response> {
  const body = JSON.stringify({ model: 'm', messages: [{ role: 'user', content }] });
  return fetch(`${provider.url}/chat/completions`, { method: 'POST', body, ...init });
}

async function textOf(response: Response): Promise<string> {
  const { choices } = (await response.json()) as { choices: { message: { content: string } }[] };
  return choices[0]?.message.content ?? '';
}

describe('a real client understands every reply', () => {
  const clientOf = (provider: ScriptedProvider) =>
    createOpenAICompatible({ name: 'scripted', baseURL: provider.url, apiKey: 'k', supportsStructuredOutputs: true });

  test('a tool call, then a text, with the usage of each', async () => {
    const provider = await start([
      { toolCalls: [{ name: 'lookUp', input: { word: 'tide' } }], usage: { inputTokens: 3, outputTokens: 2 } },
      'Four letters.',
    ]);
    const lookUp = tool({ inputSchema: jsonSchema<{ word: string }>({ type: 'object', properties: { word: { type: 'string' } } }) });
    const first = await generateText({ model: clientOf(provider)('m'), prompt: 'tide?', tools: { lookUp } });
    expect(first.toolCalls).toMatchObject([{ toolCallId: 'call_1_1', toolName: 'lookUp', input: { word: 'tide' } }]);
    expect(first.usage).toMatchObject({ inputTokens: 3, outputTokens: 2 });
    expect((await generateText({ model: clientOf(provider)('m'), prompt: 'and?' })).text).toBe('Four letters.');
  });

  test('an object for a JSON schema, which the script can see', async () => {
    const provider = await start(({ schema, prompt, tools }) => ({
      json: { city: `${prompt}:${JSON.stringify(schema).includes('city')}:${tools.length}` },
    }));
    const schema = jsonSchema<{ city: string }>({ type: 'object', properties: { city: { type: 'string' } }, required: ['city'] });
    const { output } = await generateText({ model: clientOf(provider)('m'), prompt: 'where', output: Output.object({ schema }) });
    expect(output).toEqual({ city: 'where:true:0' });
  });

  test('embeddings: its own, the same for the same text, and scripted ones', async () => {
    const provider = await start(({ texts }) => (texts[0] === 'scripted' ? { embeddings: [[1, 2]] } : undefined));
    const model = clientOf(provider).embeddingModel('e');
    const { embeddings } = await embedMany({ model, values: ['a', 'b', 'a'] });
    expect(embeddings[0]).toEqual(embeddings[2]);
    expect(embeddings[0]).not.toEqual(embeddings[1]);
    expect((await embedMany({ model, values: ['scripted'] })).embeddings).toEqual([[1, 2]]);
  });
});

describe('the journal', () => {
  test('keeps body, headers and key of a request, and no credentials', async () => {
    const provider = await start(['ok']);
    await (
      await ask(provider, 'hello', {
        headers: { authorization: 'Bearer secret', 'api-key': 'secret', 'Idempotency-Key': 'k1', 'x-a': '1' },
      })
    ).text();
    await vi.waitFor(() => expect(provider.requests()[0]?.finishedAtMs).toBeDefined());
    const [request] = provider.requests();
    expect(request).toMatchObject({ number: 1, path: '/v1/chat/completions', idempotencyKey: 'k1', status: 200, headers: { 'x-a': '1' } });
    expect(request?.body).toEqual({ model: 'm', messages: [{ role: 'user', content: 'hello' }] });
    expect(JSON.stringify(request)).not.toContain('secret');
    expect(request?.abandonedAtMs).toBeUndefined();
    expect(request?.arrivedAtMs).toBeLessThanOrEqual(request?.answeredAtMs ?? 0);
  });

  test('a request is billed when it arrives, also if its caller leaves', async () => {
    const provider = await start(() => 'late');
    provider.delay(300);
    const leaving = new AbortController();
    const answer = ask(provider, 'x', { signal: leaving.signal });
    await vi.waitFor(() => expect(provider.bill()).toEqual({ requests: 1, repeated: 0 }));
    leaving.abort();
    await expect(answer).rejects.toThrow();
    await vi.waitFor(() => expect(provider.requests()[0]?.abandonedAtMs).toBeDefined());
    expect(provider.requests()[0]?.finishedAtMs).toBeUndefined();
  });

  test('the bill says which requests were made before', async () => {
    const provider = await start(() => 'ok');
    for (const content of ['a', 'b', 'a', 'a']) await (await ask(provider, content)).text();
    expect(provider.bill()).toEqual({ requests: 4, repeated: 2 });
  });

  test('a listener hears of an arrival before the answer is made, until it stops listening', async () => {
    const heard: string[] = [];
    const provider = await start(({ number }) => {
      heard.push(`answer ${number}`);
      return 'ok';
    });
    const stop = provider.onArrival(({ number }) => heard.push(`arrival ${number}`));
    await ask(provider, 'a');
    stop();
    await ask(provider, 'b');
    expect(heard).toEqual(['arrival 1', 'answer 1', 'answer 2']);
  });
});

describe('faults', () => {
  test('happen in the order in which they were asked for, one a request, and do not use the script up', async () => {
    const provider = await start(['first', 'second']);
    provider.failNext(503);
    provider.dropNext();
    provider.failNext({ status: 429, headers: { 'retry-after': '7' }, body: { error: 'slow down' } });
    expect((await ask(provider, 'x')).status).toBe(503);
    await expect(ask(provider, 'x')).rejects.toThrow();
    const limited = await ask(provider, 'x');
    expect([limited.status, limited.headers.get('retry-after'), await limited.json()]).toEqual([429, '7', { error: 'slow down' }]);
    expect(await textOf(await ask(provider, 'x'))).toBe('first');
    expect(provider.requests().map(({ status }) => status)).toEqual([503, undefined, 429, 200]);
    expect(provider.requests()[1]?.abandonedAtMs).toBeUndefined();
  });

  test('a request that hangs gets no answer, and reset takes back what has not happened', async () => {
    const provider = await start(() => 'ok');
    provider.hangNext(5);
    const hanging = ask(provider, 'x').catch(() => 'closed');
    await vi.waitFor(() => expect(provider.bill().requests).toBe(1));
    provider.reset();
    expect(await textOf(await ask(provider, 'y'))).toBe('ok');
    expect(await Promise.race([hanging, sleep(100, 'hangs')])).toBe('hangs');
    await provider.close();
    expect(await hanging).toBe('closed');
  });
});

describe('what nobody scripted', () => {
  test('a list that is over fails with a status that nobody tries again, and says so', async () => {
    const provider = await start(['only']);
    await ask(provider, 'x');
    const response = await ask(provider, 'x');
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('it has 1 replies, and this is request 2')]);
  });

  test('an unknown path, streaming, and a script that throws are answered in words', async () => {
    const provider = await start(() => Promise.reject(new Error('no idea')));
    const other = await fetch(`${provider.url}/models`);
    const streamed = await fetch(`${provider.url}/chat/completions`, { method: 'POST', body: '{"stream":true}' });
    const thrown = await ask(provider, 'x');
    expect([other.status, streamed.status, thrown.status]).toEqual([404, 400, 500]);
    expect(await thrown.text()).toContain('no idea');
    expect(provider.bill().requests).toBe(2);
  });

  test('an option that does not exist is refused', async () => {
    await expect(startScriptedProvider({ scripts: [] } as never)).rejects.toMatchObject({ code: 'UnknownOption' });
  });
});
