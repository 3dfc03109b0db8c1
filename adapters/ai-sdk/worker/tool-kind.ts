import { asSchema, type ModelMessage, type Tool } from 'ai';
import type { Json } from '../../../src/shared/contract/json.js';
import { fromRichJson, toRichJson } from '../../../src/shared/encoding/rich-json.js';
import { ToolInputInvalid } from '../../../src/shared/errors/tool-input-invalid.js';
import { InvalidDurable } from '../../../src/shared/errors/invalid-durable.js';
import type { CallableKind, DurablePart, StartWarning } from '../../../src/worker/adapter.js';
import { toInputProblem, type InputCheck } from '../shared/input-check.js';
import { fromSentMessage } from '../shared/prompt-message.js';
import type { ToolReply } from '../shared/tool-reply.js';
import { toolReplyByReference } from './tool-reply-by-reference.js';

/** AI SDK tools. The real schema, with its defaults and transforms, is applied here; the workflow knows its JSON Schema only. */
export const toolKind: CallableKind<Tool> = {
  kind: 'tool',
  stub: { module: import.meta.resolve('onceward/ai-sdk/workflow'), export: 'toolStub' },

  async describe(tool) {
    if (tool !== undefined) refuseCodeOfWorkflow(tool);
    const inputSchema = (await asSchema(tool?.inputSchema).jsonSchema) as Json;
    return {
      inputSchema,
      ...(tool !== undefined && { stated: statedOf(tool) }),
      ...(tool?.toModelOutput !== undefined && { tellsModel: true }),
      ...(tool !== undefined && tool.execute === undefined && { withoutCode: true }),
    };
  },

  parts(tool): Record<string, DurablePart<Tool>> {
    const validates = tool?.execute !== undefined && asSchema(tool.inputSchema).validate !== undefined;
    return {
      ...(typeof tool?.needsApproval === 'function' && { approval: approvalPart }),
      ...(validates && { check: checkPart }),
    };
  },

  warnings: unheardCallbacks,

  byReference: toolReplyByReference,

  async perform(tool, { input: [input = null], context, messages }) {
    const { toolCallId = context.idempotencyKey, signal: abortSignal } = context;
    const checked = await checkInput(tool, fromRichJson(input));
    const said = toModelMessages((await messages?.()) ?? []);
    const given: unknown = await tool.execute?.(checked, { toolCallId, messages: said, abortSignal, context: {} });
    const output = isAsyncIterable(given) ? await lastOf(given) : given;
    if (tool.toModelOutput === undefined) return toRichJson(output);
    // What the model is told is code of the user's: it stays where it was written.
    const told: unknown = await tool.toModelOutput({ toolCallId, input: checked, output });
    return { ...({ $output: toRichJson(output), $modelOutput: toRichJson(told) } satisfies ToolReply) };
  },
};

/** What a tool states besides its schema and its code: it stands in the stub as it is. */
const STATED = [
  'type',
  'id',
  'args',
  'isProviderExecuted',
  'supportsDeferredResults',
  'description',
  'title',
  'strict',
  'inputExamples',
  'providerOptions',
  'metadata',
  'deferLoading',
  'needsApproval',
] as const;

function statedOf(tool: Tool): Json {
  const members = STATED.map((name) => [name, (tool as Readonly<Record<string, unknown>>)[name]] as const);
  return toRichJson(Object.fromEntries(members.filter(([, value]) => value !== undefined && typeof value !== 'function')));
}

/** Whether a call needs a person's approval, where code of the user's decides that. It stays where it was written. */
const approvalPart: DurablePart<Tool> = {
  kind: 'policy',
  async perform({ needsApproval }, { input: [input = null], context }) {
    if (typeof needsApproval !== 'function') return needsApproval === true;
    const { toolCallId = context.idempotencyKey } = context;
    return needsApproval(fromRichJson(input), { toolCallId, messages: [], context: {} });
  },
};

/** Whether an input fits: asked only about one that the JSON Schema seems to refuse, before the tool is called at all. */
const checkPart: DurablePart<Tool> = {
  reads: true,
  async perform({ inputSchema }, { input: [input = null] }) {
    const result = await asSchema(inputSchema).validate?.(fromRichJson(input));
    return { ...(result?.success === false && { problem: toInputProblem(result.error) }) } satisfies InputCheck;
  },
};

/** What the AI SDK would run in the workflow, with values that history is no place for. */
function refuseCodeOfWorkflow({ description, contextSchema }: Tool): void {
  const hint = 'For what differs from request to request there is durable.factory, and the run context for a tenant.';
  if (typeof description === 'function') throw invalid('its description is a function, and the workflow has a text only', hint);
  if (contextSchema !== undefined) throw invalid('it has a contextSchema, and what toolsContext says would stand in history', hint);
}

function invalid(problem: string, hint: string): InvalidDurable {
  return new InvalidDurable({ what: 'A durable AI SDK tool', problem: `cannot work so: ${problem}`, hint });
}

const CALLBACKS = ['onInputStart', 'onInputDelta', 'onInputAvailable'] as const;

function unheardCallbacks(tool: Tool): readonly StartWarning[] {
  const names = CALLBACKS.filter((name) => tool[name] !== undefined);
  if (names.length === 0) return [];
  return [
    { problem: `its ${names.join(', ')} is never called in a workflow`, remedy: 'Do what it does in `execute`, or around the loop.' },
  ];
}

async function checkInput(tool: Tool, input: unknown): Promise<unknown> {
  const result = await asSchema(tool.inputSchema).validate?.(input);
  if (result === undefined) return input;
  if (result.success) return result.value;
  throw new ToolInputInvalid({ tool: tool.title ?? 'the tool', issues: issuesOf(result.error) });
}

/** A schema's error lists what does not fit; its message is that list as JSON. */
function issuesOf(error: Error): ConstructorParameters<typeof ToolInputInvalid>[0]['issues'] {
  const { issues } = error as { issues?: unknown };
  return Array.isArray(issues) ? issues : [{ message: error.message }];
}

/** A tool may yield preliminary outputs; the last one is its output. */
async function lastOf(outputs: AsyncIterable<unknown>): Promise<unknown> {
  let last: unknown;
  for await (const output of outputs) last = output;
  return last;
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

/** As the AI SDK gives them to a tool: without instructions, and without the answer that has the call. */
function toModelMessages(messages: readonly Json[]): ModelMessage[] {
  const said = messages.slice(0, -1).map((message) => fromRichJson(fromSentMessage(message)) as ModelMessage);
  return said.filter(({ role }) => role !== 'system');
}
