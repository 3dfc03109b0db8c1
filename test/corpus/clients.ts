import { readFileSync } from 'node:fs';
import { AI_SDK } from './clients/ai-sdk.ts';
import { HOSTS } from './clients/hosts.ts';
import { HTTP } from './clients/http.ts';
import { LANGCHAIN } from './clients/langchain.ts';
import { PROVIDERS } from './clients/providers.ts';
import { SERVICES } from './clients/services.ts';
import { TOOLS } from './clients/tools.ts';
import type { Wire } from './mock-server.ts';

/** Makes one call at the given address, without the client's own retries, and throws what the client throws. */
export type Call = (url: string, wire: Wire | null) => Promise<unknown>;

export const CLIENTS: Readonly<Record<string, Call>> = { ...PROVIDERS, ...AI_SDK, ...LANGCHAIN, ...HTTP, ...SERVICES, ...HOSTS, ...TOOLS };

const PACKAGES: readonly (readonly [via: RegExp, name: string])[] = [
  [/^(?:openai|azure)/, 'openai'],
  [/^anthropic/, '@anthropic-ai/sdk'],
  [/^genai/, '@google/genai'],
  [/^bedrock/, '@aws-sdk/client-bedrock-runtime'],
  [/^mistral/, '@mistralai/mistralai'],
  [/^cohere/, 'cohere-ai'],
  [/^groq/, 'groq-sdk'],
  [/^together/, 'together-ai'],
  [/^ai:gateway/, '@ai-sdk/gateway'],
  [/^ai:/, 'ai'],
  [/^lc:/, '@langchain/core'],
  [/^mcp/, '@modelcontextprotocol/sdk'],
  [/^huggingface/, '@huggingface/inference'],
  [/^octokit/, '@octokit/request'],
  [/^slack/, '@slack/web-api'],
  [/^notion/, '@notionhq/client'],
  [/^s3/, '@aws-sdk/client-s3'],
  [/^dynamodb/, '@aws-sdk/client-dynamodb'],
  [/^smtp/, 'nodemailer'],
  [/^temporal/, '@temporalio/common'],
];

/** Name and version of the package behind a client; Node for what it brings itself. */
export function packageOf(via: string): string {
  const name = PACKAGES.find(([pattern]) => pattern.test(via))?.[1] ?? via.replace(/:.*/, '');
  try {
    const { version } = JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url), 'utf8')) as {
      version: string;
    };
    return `${name}@${version}`;
  } catch {
    return `node@${process.versions.node}`;
  }
}
