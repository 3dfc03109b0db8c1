import type { InteropZodType } from '@langchain/core/utils/types';

/**
 * Stands for a schema of zod's: it shows the same JSON Schema and lets everything pass, as the workflow does the checking. It has what zod's own
 * functions look for in a schema, in `_zod`; which LangChain's models and providers tell zod's schemas by, and ask for strict output with.
 */
export function zodStandIn(schema: Readonly<Record<string, unknown>>): InteropZodType<Record<string, unknown>> {
  const standIn = {
    _zod: {
      def: { type: 'custom' },
      bag: {},
      run: <Payload>(payload: Payload): Payload => payload,
      toJSONSchema: () => structuredClone(schema),
    },
  };
  return standIn as unknown as InteropZodType<Record<string, unknown>>;
}
