import type { Json } from '../../shared/contract/json.js';
import { canonicalJson } from '../../shared/encoding/canonical-json.js';
import { plainlyMisfits } from '../../shared/json-schema/plainly-misfits.js';
import type { ApprovalSchema } from './approval-schema.js';

/**
 * A JSON Schema as what an approval checks edits against. What is proposed fits whatever the schema says: where the tool's own code can read it,
 * in the activity, has the last word.
 */
export function jsonApprovalSchema(schema: Json, proposed: Json): ApprovalSchema<Json> {
  const asIs = canonicalJson(proposed);
  const validate: ApprovalSchema<Json>['~standard']['validate'] = (value) => {
    const json = value as Json;
    const misfits = canonicalJson(json) !== asIs && plainlyMisfits(schema, json);
    return misfits ? { issues: [{ message: 'it is not what the tool takes' }] } : { value: json };
  };
  const jsonSchema = { input: () => schema, output: () => schema };
  return { '~standard': { version: 1, vendor: 'onceward', validate, jsonSchema } } as ApprovalSchema<Json>;
}
