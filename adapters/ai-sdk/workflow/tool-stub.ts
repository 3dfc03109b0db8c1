import { jsonSchema, type Tool } from 'ai';
import type { CancellationSignal } from '../../../src/shared/context/durable-context.js';
import type { Json } from '../../../src/shared/contract/json.js';
import { fromRichJson, toRichJson } from '../../../src/shared/encoding/rich-json.js';
import { partOfEntry, type DurableEntry } from '../../../src/shared/steps/durable-entry.js';
import { callDurable } from '../../../src/workflow/pipeline/call-durable.js';
import { defineStub } from '../../../src/workflow/stubs/define-stub.js';
import { withAbortSignal } from '../../../src/workflow/with-abort-signal.js';
import { fromInputProblem, type InputCheck } from '../shared/input-check.js';
import { isToolReply } from '../shared/tool-reply.js';
import { entryAsCalled } from '../../../src/workflow/former-tools.js';
import { isMisfit, noteTool } from './called-tools.js';
import { fitToSchema } from './fit-to-schema.js';
import { plainlyMisfits } from '../../../src/shared/json-schema/plainly-misfits.js';
import { tell } from './tell.js';

type ToolResultOutput = Awaited<ReturnType<NonNullable<Tool['toModelOutput']>>>;

/** @internal The stub of a durable AI SDK tool: what the model reads is the same, and `execute` is an activity. */
export function toolStub(entry: DurableEntry): Tool {
  return defineStub(entry, createTool);
}

interface ExecutionOptions {
  readonly toolCallId: string;
  readonly abortSignal?: CancellationSignal;
}

function createTool(entry: DurableEntry): Tool {
  const { inputSchema, tellsModel, withoutCode } = entry.description;
  noteTool(inputSchema, entry);
  const told = new Map<string, Json>();
  // Some providers count the ids of calls anew in each conversation, and two of them may be under way: what came out tells them apart.
  const nameOf = (toolCallId: string, output: unknown): string => JSON.stringify([toolCallId, output]);
  const outputOf = (reply: Json, toolCallId: string): Json => {
    if (tellsModel !== true || !isToolReply(reply)) return reply;
    for (const name of [toolCallId, nameOf(toolCallId, reply.$output)]) told.set(name, reply.$modelOutput);
    return reply.$output;
  };
  const tool = {
    ...statedOf(entry),
    inputSchema: jsonSchema(inputSchema as Parameters<typeof jsonSchema>[0], { validate: (value) => validate(entry, toRichJson(value)) }),
    ...(partOfEntry(entry, 'approval') !== undefined && {
      needsApproval: async (input: unknown, { toolCallId }: ExecutionOptions) => {
        const policy = partOfEntry(entryAsCalled(entry, toolCallId), 'approval');
        return policy !== undefined && (await callDurable({ entry: policy, input: [toRichJson(input)], toolCallId })) === true;
      },
    }),
    ...(tellsModel === true && {
      toModelOutput({ toolCallId, output }: { toolCallId: string; output: unknown }) {
        const own = told.get(nameOf(toolCallId, output)) ?? told.get(toolCallId);
        return fromRichJson(own ?? { type: 'json', value: toRichJson(output) }) as ToolResultOutput;
      },
    }),
  };
  // The provider runs it, or nobody does.
  if (withoutCode === true) return tool;
  return {
    ...tool,
    // Only the input goes along: the AI SDK also passes every message, which would be sent with each call.
    execute: (input: unknown, { toolCallId, abortSignal }: ExecutionOptions) =>
      withAbortSignal(abortSignal, () => callDurable({ entry: entryAsCalled(entry, toolCallId), input: [toRichJson(input)], toolCallId }))
        .then((reply) => outputOf(reply, toolCallId))
        .catch(tell),
  };
}

type Validation = Awaited<ReturnType<NonNullable<ReturnType<typeof jsonSchema>['validate']>>>;

/** What plainly does not fit is looked at by the schema's own code, in an activity; so the loop has it repaired, as it would without a workflow. */
async function validate(entry: DurableEntry, input: Json): Promise<Validation> {
  const { inputSchema } = entry.description;
  const check = partOfEntry(entry, 'check');
  const misfitsNow = plainlyMisfits(inputSchema, input);
  const misfitted = isMisfit(entry, input) ?? misfitsNow;
  if (check !== undefined && misfitted) {
    const { problem } = (await callDurable({ entry: check, input: [input], summary: `input of ${entry.id}` })) as InputCheck;
    if (problem !== undefined) return { success: false, error: fromInputProblem(problem) };
  }
  // It fitted what the model was told, which was another schema, or it is made new in the activity: left as it is, for the activity to see it whole.
  const isOlder = misfitsNow && (!misfitted || entry.migrates === true);
  return { success: true, value: isOlder ? input : fitToSchema(inputSchema, input) };
}

/** What the tool states besides its schema and its code; a tool made with `defineTool` has a description only. */
function statedOf({ description: { stated, description } }: DurableEntry): object {
  if (stated !== undefined) return fromRichJson(stated) as object;
  return typeof description === 'string' ? { description } : {};
}
