import type { Json } from '../../../src/shared/contract/json.js';
import type { DurableEntry } from '../../../src/shared/steps/durable-entry.js';
import { presentName } from '../../../src/workflow/former-tools.js';
import { parsedInput } from '../shared/misfits.js';
import type { LanguageModelV4CallOptions, LanguageModelV4Content } from '../shared/provider-v4.js';
import type { StreamEntry } from '../shared/streamed-answer.js';

/** Durable tools by the schema that their stub states: the SDK hands that very object to the model. */
const bySchema = new WeakMap<object, DurableEntry>();

/** Whether an input that a model gave a tool fits the schema that it was told, by tool and input. */
const verdicts = new Map<string, boolean>();
const MOST_REMEMBERED = 256;

/** What an answer has about its calls of tools. */
interface Answered {
  readonly content: readonly LanguageModelV4Content[];
  readonly stream?: readonly StreamEntry[];
  readonly misfits?: readonly string[];
}

export function noteTool(inputSchema: unknown, entry: DurableEntry): void {
  if (typeof inputSchema === 'object' && inputSchema !== null) bySchema.set(inputSchema, entry);
}

/** What the answer says of an input: true for one that does not fit. Undefined of an answer that an earlier release recorded. */
export function isMisfit({ activityType }: DurableEntry, input: Json): boolean | undefined {
  return verdicts.get(keyOf(activityType, input));
}

/** The answer for the SDK's loop: calls of tools by former names are calls of what the tools are now. */
export function withPresentTools<Answer extends Answered>(
  { misfits, ...answer }: Answer,
  tools: LanguageModelV4CallOptions['tools'] = [],
): Answer {
  const told = new Map(tools.map((tool) => [tool.name, tool.type === 'function' ? bySchema.get(tool.inputSchema) : undefined] as const));
  const names = new Map<string, string>();
  const content = answer.content.map((part) => {
    if (part.type !== 'tool-call' || part.providerExecuted === true) return part;
    const toolName = presentName({ name: part.toolName, toolCallId: part.toolCallId }, told);
    if (misfits !== undefined) noteVerdict(told.get(toolName), part.input, misfits.includes(part.toolCallId));
    names.set(part.toolCallId, toolName);
    return toolName === part.toolName ? part : { ...part, toolName };
  });
  const stream = answer.stream?.map((entry) =>
    typeof entry === 'object' && 'type' in entry && entry.type === 'tool-input-start'
      ? { ...entry, toolName: names.get(entry.id) ?? entry.toolName }
      : entry,
  );
  return { ...answer, content, ...(stream !== undefined && { stream }) } as unknown as Answer;
}

function noteVerdict(entry: DurableEntry | undefined, text: string, misfits: boolean): void {
  const input = parsedInput(text);
  if (entry === undefined || input === undefined) return;
  if (verdicts.size >= MOST_REMEMBERED) verdicts.clear();
  verdicts.set(keyOf(entry.activityType, input), misfits);
}

function keyOf(activityType: string, input: Json): string {
  return `${activityType} ${JSON.stringify(input)}`;
}
