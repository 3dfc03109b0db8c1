import { beforeAll, expect, it } from 'vitest';
import { bundleOf } from '../../fixtures/langchain/durable-world.ts';
import { SECRET_IN_SOURCE } from '../../fixtures/langchain/tools.ts';

let code: string;

beforeAll(async () => {
  expect(process.env['MODEL_KEY']).toBeUndefined();
  ({ code } = await bundleOf('workflows.ts'));
}, 120_000);

it('needs no key in the environment', () => {
  expect(code).toContain('onceward-manifest:');
});

it('holds no line of the tools, nor of what they import', () => {
  const [, map = ''] = code.split('//# sourceMappingURL=data:application/json;charset=utf-8;base64,');
  const everything = `${code}${Buffer.from(map, 'base64').toString('utf8')}`;
  expect(everything).toContain('export async function askAgentInTurns');
  for (const text of [SECRET_IN_SOURCE, 'LinesRetriever', 'node:timers/promises', 'class ChatOpenAI', 'provider.invalid']) {
    expect(everything).not.toContain(text);
  }
  expect(everything).toContain('Looks a word up');
});

it('assigns to nothing that the sandbox freezes', () => {
  expect(code).toContain("Reflect.set(Error, 'stackTraceLimit'");
  expect(code).not.toMatch(/^\s*Error\.stackTraceLimit = 0;/m);
});

it('hands no stream on by promises that wait for each other until it ends', () => {
  expect(code).toContain('if (done) return controller.close();');
  expect(code).not.toContain('return pump();');
});

it('has no race with a signal that leaves a promise behind', () => {
  expect(code).toContain('function raceWithSignal');
  expect(code).not.toContain('async function raceWithSignal');
});
