import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { fromPassagesText } from '../search/passages.ts';
import { type ChatRequest, findPass, parseChatRequest, textOfMessages } from './chat-request.ts';
import { extractFacts, findRegistryNumber } from './extract-facts.ts';
import { type RunningService, type ServiceAnswer, startHttpService } from './http-service.ts';
import { openServiceDatabase } from './open-service-database.ts';
import { REQUEST_LOG_SCHEMA } from './request-log.ts';
import { createBehaviourControl } from './service-behaviour.ts';
import { parseJsonObject, type ServiceRequest } from './service-request.ts';

export interface ModelServerOptions {
  /** Default 0: a free port. */
  readonly port?: number;
  readonly databaseFile: string;
}

const SETTINGS = {
  /** How many of the next answers are nonsense instead of JSON. */
  nonsenseNext: z.int().min(0).default(0),
};

const CHARACTERS_A_TOKEN = 4;
const LOOKUP_TOOL = /^lookup_?company$/i;
const NONSENSE = 'The moon is a harsh adjuster, and seven is a kind of blue.';

/**
 * A scripted model behind the OpenAI interface (`POST /v1/chat/completions`, without streaming). It answers an extraction pass from the
 * passages that the prompt quotes and from nothing else, calls the tool `lookupCompany` where one is needed, and bills every request when
 * it arrives (`GET /bill`), labelled with the pass.
 */
export async function startModelServer({ port, databaseFile }: ModelServerOptions): Promise<RunningService> {
  const behaviour = createBehaviourControl(SETTINGS);
  return startHttpService({
    port,
    database: openServiceDatabase(databaseFile, REQUEST_LOG_SCHEMA),
    countPath: '/bill',
    behaviour,
    label: (request) => (isCompletion(request) ? labelOf(request) : undefined),
    answer: (request) => {
      if (!isCompletion(request)) return failure(404, 'This server has POST /v1/chat/completions only.');
      const chat = parseChatRequest(parseJsonObject(request.body));
      if (chat === undefined) return failure(400, 'This is no chat completion request: a model and messages are needed.');
      if (chat.stream === true) return failure(400, 'This server does not stream.');
      const { nonsenseNext } = behaviour.current();
      if (nonsenseNext === 0) return complete(chat, answerOf(chat));
      behaviour.change({ nonsenseNext: nonsenseNext - 1 });
      return complete(chat, { content: NONSENSE });
    },
  });
}

interface ModelAnswer {
  readonly content: string | null;
  readonly toolCall?: { readonly name: string; readonly arguments: string };
}

function isCompletion({ method, url }: ServiceRequest): boolean {
  return method === 'POST' && url.pathname === '/v1/chat/completions';
}

function labelOf(request: ServiceRequest): string {
  const chat = parseChatRequest(parseJsonObject(request.body));
  return chat === undefined ? 'invalid' : (findPass(chat) ?? 'other');
}

function answerOf(chat: ChatRequest): ModelAnswer {
  const pass = findPass(chat);
  if (pass === undefined) return { content: 'I can answer the six questions about a claim file only.' };
  const passages = fromPassagesText(textOfMessages(chat, ['system', 'developer', 'user']));
  const toolCall = pass === 'contractor' ? lookupCall(chat, findRegistryNumber(passages)) : undefined;
  if (toolCall !== undefined) return { content: null, toolCall };
  return { content: JSON.stringify(extractFacts(pass, { passages, company: parseJsonObject(textOfMessages(chat, ['tool'])) })) };
}

/** One call, with the number under whatever name the tool gives its input; none when it was made already or there is nothing to look up. */
function lookupCall(chat: ChatRequest, registryNumber: string | null): ModelAnswer['toolCall'] {
  const tool = chat.tools?.find((candidate) => LOOKUP_TOOL.test(candidate.function.name))?.function;
  if (tool === undefined || registryNumber === null || chat.messages.some((message) => message.role === 'tool')) return undefined;
  const [inputName = 'registryNumber'] = Object.keys(tool.parameters?.['properties'] ?? {});
  return { name: tool.name, arguments: JSON.stringify({ [inputName]: registryNumber }) };
}

function complete(chat: ChatRequest, { content, toolCall }: ModelAnswer): ServiceAnswer {
  const promptTokens = Math.ceil(JSON.stringify(chat.messages).length / CHARACTERS_A_TOKEN);
  const completionTokens = Math.ceil((content ?? toolCall?.arguments ?? '').length / CHARACTERS_A_TOKEN);
  const toolCalls = toolCall === undefined ? undefined : [{ id: `call_${randomUUID()}`, type: 'function', function: toolCall }];
  return {
    status: 200,
    body: {
      id: `chatcmpl-${randomUUID()}`,
      object: 'chat.completion',
      created: Math.floor(Date.now() / 1000),
      model: chat.model,
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content, tool_calls: toolCalls },
          finish_reason: toolCalls === undefined ? 'stop' : 'tool_calls',
        },
      ],
      usage: { prompt_tokens: promptTokens, completion_tokens: completionTokens, total_tokens: promptTokens + completionTokens },
    },
  };
}

function failure(status: number, message: string): ServiceAnswer {
  return { status, body: { error: { message, type: 'invalid_request_error', param: null, code: null } } };
}
