import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { tool } from 'ai';
import { durableModule } from 'onceward';
import { findDocument } from '../../load/find-document.ts';
import { TOOL_DESCRIPTIONS, toolInput, type ToolName } from '../../load/office-tools.ts';

const durable = durableModule(import.meta.url);

export const model = durable.lazy('ai-sdk/language-model', () => {
  const baseURL = process.env['OPENAI_BASE_URL'] ?? '';
  return createOpenAICompatible({ name: 'scripted', baseURL, apiKey: 'none' })('scripted-1');
});

const search = (name: ToolName) => durable(tool({ description: TOOL_DESCRIPTIONS[name], inputSchema: toolInput, execute: findDocument }));

export const searchHandbook = search('searchHandbook');
export const searchPolicies = search('searchPolicies');
export const searchTickets = search('searchTickets');
export const searchReleases = search('searchReleases');
export const searchContracts = search('searchContracts');
export const searchIncidents = search('searchIncidents');
