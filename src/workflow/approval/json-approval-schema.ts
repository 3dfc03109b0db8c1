import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { Json } from '../../shared/contract/json.js';
import { canonicalJson } from '../../shared/encoding/canonical-json.js';
import type { SynchronousSchema } from '../synchronous-schema.js';

/**
 * A JSON Schema as what an approval checks edits against. What is proposed fits whatever the schema says here: where the tool's own code can read it,
 * in the activity, has the last word, and takes what JSON Schema cannot say, such as a number written as a text.
 *
 * @param issueWith why another value does not fit; undefined when it does
 */
export function jsonApprovalSchema(
  schema: Json,
  proposed: Json,
  issueWith: (value: Json) => StandardSchemaV1.Issue | undefined,
): SynchronousSchema<Json> {
  const asIs = canonicalJson(proposed);
  const shown = (): Record<string, unknown> => schema as Record<string, unknown>;
  const standard = {
    version: 1 as const,
    vendor: 'onceward',
    jsonSchema: { input: shown, output: shown },
    validate(value: unknown) {
      const given = value as Json;
      const issue = canonicalJson(given) === asIs ? undefined : issueWith(given);
      return issue === undefined ? { value: given } : { issues: [issue] };
    },
  };
  return { '~standard': standard };
}
