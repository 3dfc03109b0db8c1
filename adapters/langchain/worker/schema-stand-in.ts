import type { SerializableSchema } from '@langchain/core/utils/standard_schema';

/** Stands for a schema that checks: it shows the same JSON Schema and lets everything pass, as the workflow does the checking. */
export function schemaStandIn(schema: Readonly<Record<string, unknown>>): SerializableSchema<Record<string, unknown>> {
  const jsonSchema = (): Record<string, unknown> => ({ ...schema });
  return {
    '~standard': {
      version: 1,
      vendor: 'onceward',
      validate: (value) => ({ value: value as Record<string, unknown> }),
      jsonSchema: { input: jsonSchema, output: jsonSchema },
    },
  };
}
