import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { InvalidOption, UnknownOption, durableModule } from 'onceward';
import { mcp, mcpServer, type McpServerOptions } from 'onceward/mcp/worker';
import { OncewardPlugin } from 'onceward/worker';

const URL = 'https://example.com/mcp';

describe('refused when it is written', () => {
  test.each<[string, McpServerOptions, RegExp]>([
    ['no place', {}, /'url' is missing, and so is `command`/],
    ['two places', { url: URL, command: 'npx' }, /'url' stands beside `command`/],
    ['what belongs to the other place', { url: URL, env: {} }, /'env' stands beside `url`/],
    ['headers of a program', { command: 'npx', headers: {} }, /'headers' stands beside `command`/],
    ['an address without a scheme', { url: 'example.com' }, /no http or https address/],
    ['an unknown policy', { url: URL, onChangedTool: 'ignore' as never }, /'onChangedTool' is "ignore"/],
    ['no tool of all', { url: URL, tools: [] }, /'tools' names no tool/],
    ['a pool of some size', { url: URL, pool: 3 as never }, /'pool' is 3/],
    ['a wait that is none', { url: URL, idleTimeout: 'soon' }, /idleTimeout/],
  ])('%s', (_, options, words) => {
    expect(() => mcpServer(options)).toThrow(InvalidOption);
    expect(() => mcpServer(options)).toThrow(words);
  });

  test('a name that does not exist, with the one that was meant', () => {
    expect(() => mcpServer({ url: URL, onToolChanged: 'ask' } as never)).toThrow(UnknownOption);
  });

  test.each(['key', 'scope'] as const)('a recipe for a %s, which the inputs of many tools have no place for', (option) => {
    const server = durableModule(import.meta.url)(mcpServer({ url: URL }), { [option]: () => 'one' });
    expect(() => new OncewardPlugin({ modules: [{ server }], adapters: [mcp()] })).toThrow(/does not fit a server of many tools/);
  });
});

test('a server shows nothing of its credentials when it is printed or turned into JSON', () => {
  const server = mcpServer({ url: URL, headers: { authorization: 'planted' } });
  expect(inspect(server, { depth: 5 }) + JSON.stringify(server)).not.toContain('planted');
});

test('listing only reads, whatever the server is said to change', () => {
  const durable = durableModule(import.meta.url);
  const tickets = durable(mcpServer({ url: URL }), { sideEffect: 'once' });
  expect(new OncewardPlugin({ modules: [{ tickets }], adapters: [mcp()] }).activityTypes()).toMatchObject([
    { activityType: 'mcp.tickets.list', sideEffect: 'none' },
    { activityType: 'mcp.tickets.call', sideEffect: 'once' },
  ]);
});
