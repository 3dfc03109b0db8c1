import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isDeepStrictEqual } from 'node:util';
import { extractionPasses, type ExtractionPass } from '../../../examples/document-agent/scene/extraction-passes.ts';
import { startServices } from '../../../examples/document-agent/services/start-services.ts';
import { FRAMEWORKS, type Framework } from '../../../examples/document-agent/twins.ts';
import { defineBar, type Bar } from '../define-bar.ts';
import { undisturbedRun } from './demo-runs.ts';

interface ChatBody {
  readonly messages: readonly { readonly role: string; readonly content: unknown }[];
}

/** What the model was sent by the workflow, and by the same agent without Temporal when it was given the same prompts. */
function differingRequests(framework: Framework): Bar {
  return defineBar({
    area: 'slice',
    bar: `requests to the model of the ${framework} document agent that differ from those of plain code, call by call`,
    unit: 'requests',
    target: 0,
    async measure() {
      const { folder } = await undisturbedRun(framework, 20);
      const durable = readBodies(join(folder, 'services'));
      const plain = await plainBodies(framework, durable);
      const differing = durable.filter((body, index) => !isDeepStrictEqual(withoutIds(body), withoutIds(plain[index]))).length;
      const value = differing + Math.max(0, plain.length - durable.length);
      return { value, ok: value === 0 && durable.length > 0, note: `${durable.length} requests compared` };
    },
  });
}

function readBodies(services: string): readonly ChatBody[] {
  const database = new DatabaseSync(join(services, 'modelServer.sqlite'), { readOnly: true });
  const rows = database.prepare("SELECT body FROM requests WHERE path LIKE '%/chat/completions' ORDER BY id").all();
  database.close();
  return rows.map(({ body }) => JSON.parse(String(body)) as ChatBody);
}

/** Asks each pass again in this process, with the prompts of the run, and without Temporal. */
async function plainBodies(framework: Framework, durable: readonly ChatBody[]): Promise<readonly ChatBody[]> {
  const folder = mkdtempSync(join(tmpdir(), 'onceward-plain-'));
  const services = await startServices({ folder });
  const { urls } = services;
  const settings = { OPENAI_BASE_URL: `${urls.modelServer}/v1`, OPENAI_API_KEY: 'scripted', OPENAI_MODEL: 'scripted' };
  const others = {
    COMPANY_REGISTRY_URL: urls.companyRegistry,
    CRM_URL: urls.crm,
    ACCOUNTING_URL: urls.accounting,
    ARCHIVE_URL: urls.archive,
  };
  const before = { ...process.env };
  Object.assign(process.env, settings, others, { DATA_FOLDER: folder });
  try {
    const extract = await loadExtract(framework);
    for (const { messages } of durable) {
      // The later requests of a pass are made by its agent.
      if (messages.some(({ role }) => role === 'assistant')) continue;
      const prompt = textOf(messages.findLast(({ role }) => role === 'user')?.content);
      const pass = extractionPasses.find(({ name }) => prompt.startsWith(`Pass: ${name}\n`));
      if (pass === undefined) throw new Error(`No pass asks: ${prompt.slice(0, 100)}`);
      await extract(pass, prompt);
    }
    return readBodies(folder);
  } finally {
    // A demo that a later bar starts would take the key for one of the user's own.
    for (const name of Object.keys({ ...settings, ...others, DATA_FOLDER: '' })) restore(name, before[name]);
    await services.close();
    rmSync(folder, { recursive: true });
  }
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}

async function loadExtract(framework: Framework): Promise<(pass: ExtractionPass, prompt: string) => Promise<unknown>> {
  const twin =
    framework === 'ai-sdk'
      ? import('../../../examples/document-agent/ai-sdk/extract.ts')
      : import('../../../examples/document-agent/langchain/extract.ts');
  return (await twin).extract;
}

function textOf(content: unknown): string {
  return Array.isArray(content) ? content.map(({ text }: { text?: string }) => text ?? '').join('') : String(content);
}

/** Ids of tool calls are the model's, new with every answer. */
function withoutIds(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body ?? null, (name, value: unknown) => (name === 'id' || name === 'tool_call_id' ? 'id' : value)));
}

export const promptBars: readonly Bar[] = FRAMEWORKS.map(differingRequests);
