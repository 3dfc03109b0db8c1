import { AI_SDK_CASES } from './cases/ai-sdk.ts';
import { ANTHROPIC_CASES } from './cases/anthropic.ts';
import { AZURE_CASES } from './cases/azure.ts';
import { AWS_CASES } from './cases/aws.ts';
import { DATABASE_CASES } from './cases/databases.ts';
import { GATHERED_CASES } from './cases/gathered.ts';
import { GOOGLE_CASES } from './cases/google.ts';
import { HTTP_CASES } from './cases/http.ts';
import { LANGCHAIN_CASES } from './cases/langchain.ts';
import { MODEL_SERVICE_CASES } from './cases/model-services.ts';
import { NETWORK_CASES } from './cases/network.ts';
import { OPENAI_CASES } from './cases/openai.ts';
import { OPENAI_LIKE_CASES } from './cases/openai-like.ts';
import { OTHER_CASES } from './cases/others.ts';
import type { CorpusCase } from './corpus-case.ts';

export const CASES: readonly CorpusCase[] = [
  ...OPENAI_CASES,
  ...AZURE_CASES,
  ...OPENAI_LIKE_CASES,
  ...MODEL_SERVICE_CASES,
  ...ANTHROPIC_CASES,
  ...GOOGLE_CASES,
  ...AWS_CASES,
  ...AI_SDK_CASES,
  ...NETWORK_CASES,
  ...HTTP_CASES,
  ...DATABASE_CASES,
  ...OTHER_CASES,
  ...LANGCHAIN_CASES,
  ...GATHERED_CASES,
];
