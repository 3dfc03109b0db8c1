import { tool, type Tool } from 'ai';
import { durableModule } from 'onceward';
import { aiSdk } from 'onceward/ai-sdk/worker';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { collectSteps } from '../../../src/worker/registry/collect-steps.ts';

const durable = durableModule(import.meta.url);
const execute = async (): Promise<string> => 'done';

function stepOf(target: Tool): ReturnType<typeof collectSteps>[number] {
  const [step] = collectSteps({ modules: [{ convert: durable(target) }], adapters: [aiSdk()], kindDefaults: {}, defaults: {} });
  if (step === undefined) throw new Error('It is no step.');
  return step;
}

test.each<readonly [string, Tool, string]>([
  [
    'a schema that cannot become JSON Schema',
    tool({ inputSchema: z.object({ at: z.date() }), execute }) as Tool,
    'Date cannot be represented in JSON Schema',
  ],
  [
    'a description that is a function',
    { inputSchema: z.object({}), description: () => 'Converts', execute },
    'its description is a function',
  ],
  ['a contextSchema', { inputSchema: z.object({}), contextSchema: z.object({ user: z.string() }), execute }, 'it has a contextSchema'],
])('%s is refused when the workflow is bundled, naming the tool and its file', async (_what, target, problem) => {
  const error: unknown = await Promise.resolve(stepOf(target).describe()).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'InvalidDurable' });
  expect((error as Error).message).toContain(`'convert' of ${import.meta.filename} cannot be described to workflow code`);
  expect((error as Error).message).toContain(problem);
});

test('callbacks on the input of a tool are warned of when a worker starts: nobody would call them', async () => {
  const warned = await stepOf(tool({ inputSchema: z.object({}), onInputDelta: () => undefined, execute }) as Tool).warnings?.();
  expect(warned).toEqual([expect.objectContaining({ problem: 'its onInputDelta is never called in a workflow' })]);
});
