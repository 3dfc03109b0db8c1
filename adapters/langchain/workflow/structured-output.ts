import { OutputParserException } from '@langchain/core/output_parsers';
import type { AIMessage } from '@langchain/core/messages';
import { RunnableLambda } from '@langchain/core/runnables';
import { toJsonSchema } from '@langchain/core/utils/json_schema';
import { isSerializableSchema, type SerializableSchema } from '@langchain/core/utils/standard_schema';
import { interopParseAsync, isInteropZodSchema, type InteropZodType } from '@langchain/core/utils/types';
import { toRichJson } from '../../../src/shared/encoding/rich-json.js';
import { PARSED, type StructuredSettings } from '../shared/chat-settings.js';

/** What `withStructuredOutput` takes: a zod schema, another Standard Schema, or JSON Schema. */
export type OutputSchema = InteropZodType | SerializableSchema | Record<string, unknown>;

/** What the activity is told. How the provider is asked for the output is the real model's own choice. */
export function toStructuredSettings(schema: OutputSchema, config: object): StructuredSettings {
  const checks = isInteropZodSchema(schema) ? 'zod' : isSerializableSchema(schema);
  return toRichJson({ schema: toJsonSchema(schema), checks, config }) as unknown as StructuredSettings;
}

/** Checks what the activity parsed with the real schema, which never leaves the workflow. */
export function createStructuredParser<Output extends Record<string, unknown>>(schema: OutputSchema): RunnableLambda<AIMessage, Output> {
  return RunnableLambda.from(async (message: AIMessage) => {
    const { [PARSED]: parsed, ...own } = message.additional_kwargs;
    // It came along with the message; who asks for the raw one gets it as the model gave it.
    message.additional_kwargs = own;
    if (parsed === undefined) throw new OutputParserException('The model gave no output of the schema.', message.text);
    return (await checked(schema, parsed)) as Output;
  });
}

async function checked(schema: OutputSchema, value: unknown): Promise<unknown> {
  if (isInteropZodSchema(schema)) return interopParseAsync(schema, value);
  if (!isSerializableSchema(schema)) return value;
  const result = await schema['~standard'].validate(value);
  if (result.issues === undefined) return result.value;
  const problems = result.issues.map(({ message }) => message).join('; ');
  throw new OutputParserException(`The model's output does not fit the schema: ${problems}`, JSON.stringify(value));
}
