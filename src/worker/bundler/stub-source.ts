import { fileURLToPath } from 'node:url';
import type { DurableEntry } from '../../shared/steps/durable-entry.js';
import type { DurableStep } from '../registry/durable-step.js';

/** The source of the module that takes a durable module's place in the workflow bundle: one stub an export, and nothing of the file itself. */
export async function stubSource(steps: readonly DurableStep[]): Promise<string> {
  const core = fileURLToPath(import.meta.resolve('onceward/workflow'));
  const lines = [`import { factoryStub } from ${JSON.stringify(core)};`];
  for (const [index, step] of steps.entries()) {
    const create = `create${index}`;
    lines.push(`import { ${step.stub.export} as ${create} } from ${JSON.stringify(fileURLToPath(step.stub.module))};`);
    lines.push(exportLine(step.exportName, stubExpression(create, await durableEntryOf(step))));
  }
  return `${lines.join('\n')}\n`;
}

/** Everything the workflow knows about a step. */
export async function durableEntryOf(step: DurableStep): Promise<DurableEntry> {
  return { ...step.entry, description: await step.describe() };
}

function stubExpression(create: string, entry: DurableEntry): string {
  const literal = JSON.stringify(entry);
  return entry.perContext === true ? `factoryStub(${create}, ${literal})` : `${create}(${literal})`;
}

function exportLine(name: string, value: string): string {
  return name === 'default' ? `export default ${value};` : `export const ${name} = ${value};`;
}
