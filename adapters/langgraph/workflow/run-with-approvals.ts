import { Command, INTERRUPT, isInterrupted, type Interrupt } from '@langchain/langgraph';
import { InvalidOption } from '../../../src/shared/errors/invalid-option.js';
import { checkOptions } from '../../../src/shared/options/check-options.js';
import { decisionsFor, isReview, type Asking } from './approvals/decisions-for.js';
import type { ArgumentsSchema } from './approvals/arguments-schema.js';
import { ASKING_OPTION_NAMES } from '../../../src/workflow/approval/approval-options.js';
import type { AskingOptions } from '../../../src/workflow/approval/asking-options.js';
import { answerFor } from './approvals/answer-for.js';

/** A compiled graph, a function made with `entrypoint`, or an agent made with `createAgent`. */
interface Invocable {
  invoke(input: never, config?: never): Promise<unknown>;
}

export interface RunWithApprovalsOptions<Config> extends AskingOptions {
  /** The config of each `invoke`. @default a thread of its own */
  readonly config?: Config;
}

const WHERE = 'runWithApprovals()';

let threads = 0;

/**
 * Invokes a graph or an agent to its end. Whenever it stops to ask, each question becomes an approval like one of `requestApproval`, answered from
 * any client or `onceward approvals`, at once where there are several; then the graph goes on. Waiting costs nothing.
 *
 * - Of `humanInTheLoopMiddleware`, each call of a tool is a request (`write_crm-1`) with the call's arguments as what is proposed. It takes what the
 *   middleware allows; `edit` gives other arguments, which have to fit the tool's schema, the reason of `reject` is what the model is told, and `respond` is a rejection in words.
 * - Of a plain `interrupt(value)`, the value is what is proposed (`interrupt-1`). `interrupt` gives `true` on `approve`, `false` on `reject`, and the
 *   value on `respond`.
 *
 * @param input what `invoke` takes
 * @returns what the last `invoke` gave
 * @throws InvalidOption when the graph has no checkpointer; UnknownOption; ApprovalExpired when nobody answered in time and `onExpire` is 'fail'
 * @example
 * ```ts
 * const agent = createAgent({ model, tools, checkpointer: new RunSaver(), middleware: [humanInTheLoopMiddleware({ interruptOn: { write_crm: true } })] });
 * const { messages } = await runWithApprovals(agent, { messages: [new HumanMessage(prompt)] }, { expires: '3d', onExpire: 'reject' });
 * ```
 */
export async function runWithApprovals<Graph extends Invocable>(
  graph: Graph,
  input: Parameters<Graph['invoke']>[0],
  { config, ...options }: RunWithApprovalsOptions<Parameters<Graph['invoke']>[1]> = {},
): Promise<Awaited<ReturnType<Graph['invoke']>>> {
  checkOptions(WHERE, options, [...ASKING_OPTION_NAMES, 'config']);
  assertCheckpointer(graph);
  const own = withThread(config);
  let result: unknown = await graph.invoke(input, own as never);
  for (;;) {
    const asked = interruptsIn(result);
    if (asked.length === 0) return result as Awaited<ReturnType<Graph['invoke']>>;
    const resume = await answersTo(asked, { schemaOf: schemasOf(graph), ...options });
    result = await graph.invoke(new Command({ resume }) as never, own as never);
  }
}

function assertCheckpointer(graph: object): void {
  if ('checkpointer' in graph && typeof graph.checkpointer === 'object') return;
  const hint = "Give the graph or agent 'checkpointer: new RunSaver()': without one LangGraph cannot go on where it stopped.";
  throw new InvalidOption({ where: WHERE, option: 'graph', problem: 'has no checkpointer', hint });
}

/** A graph goes on in the thread in which it stopped. Calls of which none was stated do not go on with each other. */
function withThread(config: unknown): object {
  const { configurable, ...others } = (config ?? {}) as { readonly configurable?: object };
  return { ...others, configurable: { thread_id: `onceward-${(threads += 1)}`, ...configurable } };
}

/** Those that wait for an answer: a stop before or after a node, which asks nothing, has none. */
function interruptsIn(result: unknown): readonly Interrupt[] {
  return isInterrupted(result) ? result[INTERRUPT] : [];
}

/** By the id of each, so that answers reach their questions whatever their order, and an answer is never taken for a list of answers. */
async function answersTo(asked: readonly Interrupt[], { schemaOf, ...options }: Asking): Promise<Record<string, unknown>> {
  const answers = asked.map(async ({ id = '', value }) => {
    const answer = isReview(value) ? { decisions: await decisionsFor(value, { schemaOf, ...options }) } : await answerFor(value, options);
    return [id, answer] as const;
  });
  return Object.fromEntries(await Promise.all(answers));
}

/** Finds what an agent's tool states of its arguments. Of an agent within a graph's node nothing is known here. */
function schemasOf(graph: object): Asking['schemaOf'] {
  const { tools = [] } = 'options' in graph ? (graph.options as { readonly tools?: readonly unknown[] }) : {};
  const named = tools as readonly { readonly name?: string; readonly schema?: ArgumentsSchema }[];
  return (name) => named.find((tool) => tool.name === name)?.schema;
}
