import { readFileSync } from 'node:fs';
import { aiSdk } from 'onceward/ai-sdk/worker';
import { OncewardPlugin } from 'onceward/worker';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { bundleWorkflows, textOf } from '../fixtures/harness/bundle-workflows.ts';
import * as models from '../fixtures/agent/models.ts';
import * as tools from '../fixtures/agent/tools.ts';
import { stepsPlugin, STEPS_WORKFLOWS } from '../fixtures/steps/steps-plugin.ts';

const AGENT = new URL('../fixtures/agent/', import.meta.url);
const KEY = 'canary-key-of-a-provider';
/** Shorter ones stand in libraries, too. */
const SHORTEST_TELLING_LINE = 30;

function agentPlugin(): OncewardPlugin {
  return new OncewardPlugin({ modules: [tools, models], adapters: [aiSdk()] });
}

/** The lines of a source file that say something of their own. */
function linesOf(file: URL): readonly string[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.map((line) => line.trim()).filter((line) => line.length >= SHORTEST_TELLING_LINE && !line.startsWith('/**'));
}

afterEach(() => vi.unstubAllEnvs());

describe('the bundle of an agent', () => {
  let text: string;

  beforeAll(async () => {
    vi.stubEnv('MODEL_KEY', KEY);
    text = textOf(await bundleWorkflows(new URL('workflows.ts', AGENT), agentPlugin()));
  });

  test('has the workflows, and their source in its source map', () => {
    for (const line of linesOf(new URL('workflows.ts', AGENT)).slice(0, 4)) expect(text).toContain(JSON.stringify(line).slice(1, -1));
    expect(text).toContain('tool.lookUp');
  });

  test.for(['tools.ts', 'models.ts'])('holds no line of %s, neither in its code nor in its source map', (name) => {
    const lines = linesOf(new URL(name, AGENT));
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.filter((line) => text.includes(line) || text.includes(JSON.stringify(line).slice(1, -1)))).toEqual([]);
  });

  test('holds no client library, no Node module and no key', () => {
    const leaks = [/node_modules\/@ai-sdk\/openai-compatible/, /require\(["'](node:)?(fs|os|net|http|https|child_process)["']\)/];
    expect([...leaks, new RegExp(KEY), new RegExp(tools.SECRET_IN_SOURCE)].filter((leak) => leak.test(text))).toEqual([]);
  });
});

describe('the same input', () => {
  test('gives the same bytes', async () => {
    const [one, other] = [await bundleWorkflows(STEPS_WORKFLOWS, stepsPlugin()), await bundleWorkflows(STEPS_WORKFLOWS, stepsPlugin())];
    expect(one.code === other.code).toBe(true);
  });

  test('bundles with no key in the environment, and nothing of the environment goes in', async () => {
    for (const name of Object.keys(process.env).filter((key) => /KEY|TOKEN|SECRET|MODEL/.test(key))) vi.stubEnv(name, undefined);
    const without = await bundleWorkflows(new URL('workflows.ts', AGENT), agentPlugin());
    vi.stubEnv('MODEL_KEY', KEY);
    vi.stubEnv('MODEL_URL', 'https://models.example.com');
    const withKey = await bundleWorkflows(new URL('workflows.ts', AGENT), agentPlugin());
    expect(without.code === withKey.code).toBe(true);
  });
});
