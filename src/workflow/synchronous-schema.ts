import type { StandardJSONSchemaV1, StandardSchemaV1 } from '@standard-schema/spec';
import type { Json } from '../shared/contract/json.js';
import { InvalidOption } from '../shared/errors/invalid-option.js';

/** Any Standard Schema whose validation is synchronous: zod, valibot, arktype. */
export type SynchronousSchema<Value = unknown> = StandardSchemaV1<unknown, Value>;

export type Fit = { readonly fits: true; readonly value: Json } | { readonly fits: false; readonly problem: string };

const ASYNCHRONOUS = 'is asynchronous';
const SHOWN_ISSUES = 3;

/** Whether a value fits, and what the schema makes of it. A value without a schema fits. */
export function fitValue(schema: SynchronousSchema | undefined, value: Json): Fit {
  if (schema === undefined) return { fits: true, value };
  const result = validate(schema, value);
  if (result === undefined) return { fits: false, problem: `the schema ${ASYNCHRONOUS}, so it cannot be checked` };
  if (result.issues === undefined) return { fits: true, value: result.value as Json };
  return { fits: false, problem: result.issues.slice(0, SHOWN_ISSUES).map(describe).join('; ') };
}

/**
 * An answer is checked before it stands in history, and nothing may be waited for there.
 *
 * @throws InvalidOption for a schema that can only be asked asynchronously
 */
export function assertSynchronous(schema: SynchronousSchema, proposed: Json | undefined, where: string): void {
  if (validate(schema, proposed) !== undefined) return;
  const hint = 'Leave the asynchronous checks out, and make them in a durable function afterwards.';
  throw new InvalidOption({ where, option: 'schema', problem: ASYNCHRONOUS, hint });
}

/** The schema as JSON Schema, for whoever shows the request, when its library can say it. */
export function toJsonSchema(schema: SynchronousSchema): Json | undefined {
  const { jsonSchema } = schema['~standard'] as Partial<StandardJSONSchemaV1.Props>;
  try {
    return jsonSchema?.input({ target: 'draft-2020-12' }) as Json | undefined;
  } catch {
    // Some of what a schema says has no form as JSON Schema; it is checked all the same.
    return undefined;
  }
}

function validate(schema: SynchronousSchema, value: unknown): StandardSchemaV1.Result<unknown> | undefined {
  const result = schema['~standard'].validate(value);
  if (!('then' in result)) return result;
  // Nobody waits for it: what it rejects with must not fail the run.
  result.then(undefined, () => undefined);
  return undefined;
}

function describe({ message, path = [] }: StandardSchemaV1.Issue): string {
  const place = path.map((key) => String(typeof key === 'object' ? key.key : key)).join('.');
  return place === '' ? message : `${place}: ${message}`;
}
