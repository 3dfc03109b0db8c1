import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { createMCPClient } from '@ai-sdk/mcp';
import type { ToolMessage } from '@langchain/core/messages';
import { MultiServerMCPClient } from '@langchain/mcp-adapters';
import type { WorkflowHandle } from '@temporalio/client';
import { APPROVAL_DECIDE, APPROVAL_PENDING, type ApprovalRequest } from 'onceward';
import { aiSdk } from 'onceward/ai-sdk/worker';
import { langchain } from 'onceward/langchain/worker';
import { mcp } from 'onceward/mcp/worker';
import { expectNoSecret, expectReplays, readHistory, startScriptedProvider, type ScriptedProvider } from 'onceward/testing';
import { memoryJournal, memoryLedger, memoryStore, OncewardPlugin } from 'onceward/worker';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { findStandIns } from '../../src/shared/files/stand-in.ts';
import { activitiesOf } from '../fixtures/harness/history-of.ts';
import { openScene, type Scene } from '../fixtures/harness/open-scene.ts';
import { LONG_TEXT, PICTURE } from '../fixtures/mcp/tool-server.ts';
import * as servers from '../fixtures/mcp/servers.ts';
import { startHttpServer, type HttpToolServer } from '../support/mcp/start-http-server.ts';

const LOOPS = ['aiLoop', 'langChainLoop'] as const;
const HEARD = join(tmpdir(), `onceward-mcp-${randomUUID()}`);
const logs: string[] = [];

let scene: Scene;
let plugin: OncewardPlugin;
let provider: ScriptedProvider;
let github: HttpToolServer;
let jira: HttpToolServer;

beforeAll(async () => {
  // A prompt is a list of tool calls, one a round: `echo {"text":"hi"}`. After the last one the model is done.
  provider = await startScriptedProvider({
    script({ prompt, messages }) {
      const call = prompt.split('; ')[messages.filter(({ role }) => role === 'assistant').length];
      if (call === undefined) return 'Done';
      const [name = '', input = '{}'] = call.split(' ');
      return { toolCalls: [{ name, input: JSON.parse(input) as never }] };
    },
  });
  [github, jira] = [await startHttpServer('github'), await startHttpServer('jira')];
  Object.assign(process.env, { MODEL_URL: provider.url, GITHUB_URL: github.url, JIRA_URL: jira.url, HEARD });
  plugin = new OncewardPlugin({
    modules: [servers],
    adapters: [mcp(), aiSdk(), langchain()],
    store: memoryStore(),
    journal: memoryJournal(),
    ledger: memoryLedger(),
    shutdownGrace: '1s',
  });
  const workflows = new URL('../fixtures/mcp/workflows.ts', import.meta.url);
  scene = await openScene({ workflows, plugin, onLog: (entry) => void logs.push(inspect(entry, { depth: 10 })) });
});

afterAll(async () => {
  await scene.close();
  await Promise.all([provider.close(), github.close(), jira.close()]);
});

beforeEach(() => {
  for (const server of [github, jira]) {
    server.heard.length = 0;
    server.down = undefined;
    if (server.state.echoTakes.length + server.state.gone.length > 0) server.restart();
    Object.assign(server.state, { echoTakes: [], gone: [], held: [] });
  }
});

async function run(workflow: string, ...args: unknown[]): Promise<unknown> {
  return (await scene.start(workflow, ...args)).result();
}

function heard(what: string, server = github): number {
  return server.heard.filter((one) => one.what === what).length;
}

/** What the program beside the worker heard. */
function heardByProgram(): Record<string, unknown>[] {
  if (!existsSync(HEARD)) return [];
  return readFileSync(HEARD, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** A run that has listed its tools and waits for one that the server holds. */
async function startHeld(workflow: string, ...args: unknown[]): Promise<WorkflowHandle> {
  const handle = await scene.start(workflow, ...args);
  await expect.poll(() => github.state.held.length).toBe(1);
  return handle;
}

/** A new version of the server takes over, and the held call is answered. */
function changeTools(change: object): void {
  Object.assign(github.state, change);
  github.restart();
  for (const answer of github.state.held.splice(0)) answer();
}

/** The one request to a person. */
async function asked(handle: WorkflowHandle): Promise<ApprovalRequest> {
  return vi.waitFor(
    async () => {
      const [request] = await handle.query<ApprovalRequest[]>(APPROVAL_PENDING);
      if (request === undefined) throw new Error('Nothing is asked.');
      return request;
    },
    { timeout: 15_000, interval: 50 },
  );
}

/** A result with its images in place of what stands for them in a workflow. */
function inline(result: unknown): unknown {
  let text = JSON.stringify(result);
  for (const standIn of findStandIns(text).keys()) text = text.replaceAll(standIn, PICTURE);
  return JSON.parse(text);
}

/** A block that is told as JSON is so by its members, in whatever order. */
function withParsedTexts(result: unknown): unknown {
  return JSON.parse(JSON.stringify(result), (_, member: unknown) =>
    typeof member === 'string' && member.startsWith('{"') ? (JSON.parse(member) as unknown) : member,
  );
}

/** What the provider was told about the tools of the last request. */
function told(): unknown[] {
  const messages = (provider.requests().at(-1)?.body['messages'] ?? []) as { role: string; content: unknown }[];
  return messages.filter(({ role }) => role === 'tool').map(({ content }) => content);
}

describe.each(LOOPS)('in %s', (loop) => {
  test('the tools are listed once a run, each call is an activity, and a replay sees the same', async () => {
    const handle = await scene.start(loop, 'echo {"text":"one"}; echo {"text":"two"}; structured', 'github');
    expect(await handle.result()).toBe('Done');
    expect([heard('list'), heard('call')]).toEqual([1, 3]);
    const history = await readHistory(handle);
    expect(history.activities.map(({ activityType }) => activityType).filter((type) => type.startsWith('mcp.'))).toEqual([
      'mcp.github.list',
      'mcp.github.call',
      'mcp.github.call',
      'mcp.github.call',
    ]);
    github.state.echoTakes = ['more'];
    await expectReplays(history, { bundle: scene.bundle, plugins: [plugin], drift: 'fail' });
    expect(heard('list')).toBe(1);
  });

  test('a large text goes by reference and is whole in the prompt, and so does an image', async () => {
    const handle = await scene.start(loop, 'long; picture', 'github');
    await handle.result();
    expect(JSON.stringify(told())).toContain(LONG_TEXT);
    expect(JSON.stringify(provider.requests().at(-1)?.body)).toContain(PICTURE);
    const texts = (await readHistory(handle)).texts().map(({ text }) => text);
    for (const large of [LONG_TEXT, PICTURE]) expect(texts.filter((text) => text.includes(large.slice(0, 500)))).toEqual([]);
  });

  test('a tool that says that it failed is a result, and a refused one is told to the model', async () => {
    expect(await run(loop, 'fail; refuse', 'github')).toBe('Done');
    expect(JSON.stringify(told())).toMatch(/the index is being rebuilt.*refuse failed \(tool_input_invalid\)/);
    expect(heard('call')).toBe(2);
  });

  test.each([
    [
      'takes something else',
      { echoTakes: ['more'] },
      /echo failed \(conflict\): ToolChanged: The tool 'echo' of github takes something else .*text, more/,
    ],
    ['is gone', { gone: ['echo'] }, /echo failed \(conflict\): ToolChanged: The tool 'echo', which github had .*is gone/],
  ])('a tool that %s since the run listed it is not called, and the model is told', async (_, change, words) => {
    const handle = await startHeld(loop, 'hold; echo {"text":"hi"}', 'github');
    changeTools(change);
    expect(await handle.result()).toBe('Done');
    expect(JSON.stringify(told())).toMatch(words);
    expect(heard('call')).toBe(1);
  });

  test('a failure of a server whose tools fail the run fails it, typed, also one that the server tells', async () => {
    const failure = await run(loop, 'fail', 'strict').catch((error: Error) => error.cause);
    expect(failure).toMatchObject({ type: 'UnknownFailure', message: expect.stringContaining('the index is being rebuilt') });
  });

  test('tools of one name in two servers get the id of theirs in front', async () => {
    expect(await run(loop, 'github__echo {"text":"a"}; jira__echo {"text":"b"}', 'github', 'jira')).toBe('Done');
    expect([heard('call', github), heard('call', jira)]).toEqual([1, 1]);
  });
});

test('a run asks for the tools once, whatever it makes of them, and may have the id in front of all', async () => {
  expect(await run('toolNames', 'on-collision', 'github', 'files')).toContain('files__echo');
  expect(await run('toolNames', 'always', 'asking')).toEqual(['asking__echo', 'asking__hold']);
  expect(heard('list')).toBe(2);
});

test('other limits for a server are limits of its list and of its calls', async () => {
  const handle = await scene.start('limitedCall');
  expect(await handle.result()).toContain('hi');
  expect(activitiesOf(await handle.fetchHistory())).toMatchObject([
    { activityType: 'mcp.github.list', startToCloseMs: 7_000, priority: 2 },
    { activityType: 'mcp.github.call', startToCloseMs: 7_000, priority: 2 },
  ]);
});

describe("what a tool gives is what the framework's own client gives", () => {
  test.each(['mixed', 'structured', 'fail', 'echo'])('%s, to the AI SDK', async (name) => {
    const input = name === 'echo' ? { text: 'hi' } : {};
    const client = await createMCPClient({ transport: { type: 'http', url: github.url } });
    try {
      const { [name]: tool } = await client.tools();
      const output: unknown = await tool?.execute?.(input, { toolCallId: 'call-1', messages: [], context: {} });
      const plain = { output, told: await tool?.toModelOutput?.({ toolCallId: 'call-1', input, output: output as never }) };
      expect(withParsedTexts(inline(await run('aiCall', name, input)))).toEqual(withParsedTexts(plain));
    } finally {
      await client.close();
    }
  });

  test.each(['mixed', 'structured', 'echo'])('%s, to LangChain', async (name) => {
    const args = name === 'echo' ? { text: 'hi' } : {};
    const client = new MultiServerMCPClient({ github: { url: github.url, transport: 'http' } });
    try {
      const tool = (await client.getTools()).find((one) => one.name === name);
      const message = (await tool?.invoke({ type: 'tool_call', id: 'call-1', name, args })) as ToolMessage;
      const { content, artifact, status } = message;
      expect(inline(await run('langChainCall', name, args))).toEqual(JSON.parse(JSON.stringify({ content, artifact, status })));
    } finally {
      await client.close();
    }
  });

  test('a failure too, in the same words', async () => {
    const client = new MultiServerMCPClient({ github: { url: github.url, transport: 'http' } });
    const tool = (await client.getTools()).find((one) => one.name === 'fail');
    const plain = await tool?.invoke({}).catch((error: Error) => error.message);
    await client.close();
    expect(await run('langChainCall', 'fail', {})).toMatchObject({ content: plain, status: 'error' });
  });
});

describe('a server beside the worker', () => {
  test('is started once, with its own environment, for the calls of two runs at once', async () => {
    const runs = ['aiCall', 'langChainCall'].map((workflow) => run(workflow, 'wait', { ms: '200' }, 'files'));
    expect(JSON.stringify(await Promise.all(runs))).toContain('waited');
    const [started, ...others] = heardByProgram().filter(({ what }) => what === 'started');
    expect(others).toEqual([]);
    expect(started).toMatchObject({ secret: 'planted-mcp-credential'.length });
  });

  test('that dies in the middle of a call is started again, and the call made again', async () => {
    const before = heardByProgram().length;
    await expect(run('aiCall', 'breakOff', {}, 'files')).rejects.toThrow();
    const since = heardByProgram().slice(before);
    expect(since.filter(({ what }) => what === 'call')).toHaveLength(3);
    expect(new Set(since.filter(({ what }) => what === 'call').map(({ key }) => key)).size).toBe(1);
    expect(await run('aiCall', 'echo', { text: 'alive' }, 'files')).toMatchObject({ output: { content: [{ text: 'you said alive' }] } });
  });
});

describe('a server over HTTP', () => {
  test('that forgot its sessions is asked again over a new one, within the attempt', async () => {
    await run('aiCall', 'echo', { text: 'before' });
    github.restart();
    const handle = await scene.start('aiCall', 'echo', { text: 'after' });
    await handle.result();
    expect((await readHistory(handle)).activities.map(({ attempts }) => attempts)).toEqual([1, 1]);
  });

  test('that is down is tried again, and then fails the list, typed', async () => {
    github.restart();
    github.down = 503;
    expect(await run('listFailure', 'github')).toMatch(/^overloaded: github failed \(overloaded\): /);
    github.down = undefined;
    expect(await run('listFailure', 'github')).toBe('listed');
  });

  test('that has no tool of a name that was chosen says so, and which was meant', async () => {
    expect(await run('listFailure', 'mistaken')).toMatch(
      /^invalid_request: .*'ecko', which the server does not have.*Did you mean 'echo'/s,
    );
  });

  test('hears of a cancelled run', async () => {
    const handle = await scene.start('aiCall', 'wait', { ms: '60000' });
    await expect.poll(() => heard('call')).toBe(1);
    await handle.cancel();
    await expect(handle.result()).rejects.toThrow();
    await expect.poll(() => heard('cancelled')).toBe(1);
  });
});

describe('with onChangedTool: ask', () => {
  test.each([
    ['approve', 3, /you said a.*you said b/],
    ['reject', 1, /echo failed \(conflict\).*echo failed \(conflict\)/],
  ])('a person is asked once for a change: %s', async (action, calls, words) => {
    const handle = await startHeld('aiLoop', 'hold; echo {"text":"a"}; echo {"text":"b"}', 'asking');
    changeTools({ echoTakes: ['more'] });
    const { id, title } = await asked(handle);
    expect(title).toMatch(/takes something else .*text, more/);
    await handle.executeUpdate(APPROVAL_DECIDE, { args: [{ id, action }] });
    expect(await handle.result()).toBe('Done');
    expect(JSON.stringify(told())).toMatch(words);
    expect(heard('call')).toBe(calls);
    await expectReplays(await readHistory(handle), { bundle: scene.bundle, plugins: [plugin], drift: 'fail' });
  });
});

test('a write of a server under the ledger that broke off asks a person', async () => {
  const handle = await scene.start('aiCall', 'breakOff', {}, 'writes');
  expect((await asked(handle)).title).toMatch(/may or may not have happened/);
  expect(heard('call')).toBe(1);
  await handle.terminate();
});

test('a write of a server under the ledger for which there was no connection was not made, and asks nobody', async () => {
  const handle = await startHeld('aiLoop', 'hold; echo {"text":"hi"}', 'writes');
  github.down = 500;
  for (const answer of github.state.held.splice(0)) answer();
  // A run that asked a person would wait here until the test's time is up.
  expect(await handle.result()).toBe('Done');
  expect(heard('call')).toBe(1);
  github.down = undefined;
  expect(await run('aiLoop', 'echo {"text":"hi"}', 'writes')).toBe('Done');
});

test('no credential of a server is in a history or in the log of the worker', async () => {
  const handle = await scene.start('aiCall', 'echo', { text: 'hi' });
  await handle.result();
  expect([...github.credentials]).toContain('Bearer planted-mcp-credential');
  expectNoSecret(await readHistory(handle), ['planted-mcp-credential']);
  expect(logs.filter((line) => line.includes('planted-mcp-credential'))).toEqual([]);
});
