import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { generateText, Output, stepCountIs, tool } from 'ai';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { createClaimPages, expectedFacts } from '../../../examples/document-agent/scene/claim-file.ts';
import { claimFactsSchemas } from '../../../examples/document-agent/scene/claim-facts.ts';
import { textOfPage } from '../../../examples/document-agent/scene/claim-page.ts';
import { findCompany } from '../../../examples/document-agent/scene/company-register.ts';
import { extractionPasses } from '../../../examples/document-agent/scene/extraction-passes.ts';
import { toPassagesText } from '../../../examples/document-agent/search/passages.ts';
import type { RunningService } from '../../../examples/document-agent/services/http-service.ts';
import { startModelServer } from '../../../examples/document-agent/services/model-server.ts';
import { getJson } from './fixtures/service-client.ts';

let folder: string;
let server: RunningService;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'model-'));
  server = await startModelServer({ databaseFile: join(folder, 'model.sqlite') });
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

it('answers all passes to the AI SDK, with structured output and one tool call', async () => {
  const model = createOpenAICompatible({ name: 'local', baseURL: `${server.url}/v1`, supportsStructuredOutputs: true })('scripted');
  const passages = toPassagesText(
    createClaimPages({ pages: 20 }).map((page) => ({ page: page.number, ordinal: 0, text: textOfPage(page) })),
  );
  const lookedUp: string[] = [];
  const lookupCompany = tool({
    description: 'Looks a company up in the public register.',
    inputSchema: z.object({ registryNumber: z.string() }),
    execute: ({ registryNumber }) => {
      lookedUp.push(registryNumber);
      return { ...findCompany(registryNumber) };
    },
  });
  const facts = expectedFacts({ pages: 20 });
  for (const { name, question, usesCompanyRegistry } of extractionPasses) {
    const { output } = await generateText({
      model,
      prompt: `Pass: ${name}\n${question}\n\n${passages}`,
      output: Output.object({ schema: claimFactsSchemas[name] }),
      tools: usesCompanyRegistry ? { lookupCompany } : {},
      stopWhen: stepCountIs(3),
    });
    expect(output).toEqual(facts[name]);
  }
  expect(lookedUp).toEqual([facts.contractor.registryNumber]);
  const bill = await getJson<{ requests: { label: string }[] }>(`${server.url}/bill`);
  const labels = bill.requests.map((request) => request.label).join(' ');
  expect(labels).toBe('claimant incident damages payments contractor contractor deadlines');
});
