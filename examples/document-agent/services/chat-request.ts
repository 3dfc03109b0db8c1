import { z } from 'zod';
import { claimFactsSchemas, type PassName } from '../scene/claim-facts.ts';

const contentSchema = z.union([z.string(), z.array(z.looseObject({ type: z.string(), text: z.string().optional() })), z.null()]).optional();

const chatRequestSchema = z.looseObject({
  model: z.string(),
  messages: z.array(z.looseObject({ role: z.string(), content: contentSchema })).min(1),
  stream: z.boolean().optional(),
  tools: z
    .array(z.looseObject({ function: z.looseObject({ name: z.string(), parameters: z.record(z.string(), z.unknown()).optional() }) }))
    .optional(),
  response_format: z
    .looseObject({ json_schema: z.looseObject({ schema: z.record(z.string(), z.unknown()).optional() }).optional() })
    .optional(),
});

/** The parts of an OpenAI chat request that the scripted model looks at. */
export type ChatRequest = z.infer<typeof chatRequestSchema>;

/** The chat request of a body; undefined when it is none. */
export function parseChatRequest(json: unknown): ChatRequest | undefined {
  return chatRequestSchema.safeParse(json).data;
}

/** The text of all messages of these roles. */
export function textOfMessages(request: ChatRequest, roles: readonly string[]): string {
  const contents = request.messages.filter((message) => roles.includes(message.role)).map((message) => message.content ?? '');
  return contents.map((content) => (typeof content === 'string' ? content : content.map((part) => part.text ?? '').join('\n'))).join('\n');
}

/** Which pass is asked for: named by a line `Pass: damages` in the prompt, or else by the fields of the asked-for JSON schema. */
export function findPass(request: ChatRequest): PassName | undefined {
  const named = /^Pass: ([a-z]+)\s*$/m.exec(textOfMessages(request, ['system', 'developer', 'user']))?.[1];
  const properties = request.response_format?.json_schema?.schema?.['properties'];
  const asked = Object.keys(properties ?? {}).join();
  return (
    PASS_NAMES.find((pass) => pass === named) ?? PASS_NAMES.find((pass) => Object.keys(claimFactsSchemas[pass].shape).join() === asked)
  );
}

const PASS_NAMES = Object.keys(claimFactsSchemas) as PassName[];
