import { Command, INTERRUPT, isInterrupted } from '@langchain/langgraph';
import { createAgent, humanInTheLoopMiddleware, type HITLRequest } from 'langchain';
import { ask } from './ask.ts';
import { clerk, findBooking, refund } from './durable.ts';
import { RunSaver } from 'onceward/langgraph/workflow';

/** An agent that pays only what a person has allowed. */
export async function settle(request: string): Promise<string> {
  const agent = createAgent({
    model: clerk,
    tools: [findBooking, refund],
    middleware: [humanInTheLoopMiddleware({ interruptOn: { refund: { allowedDecisions: ['approve', 'reject'] } } })],
    checkpointer: new RunSaver(),
  });
  const config = { configurable: { thread_id: 'booking' } };
  let state = await agent.invoke({ messages: [{ role: 'user', content: request }] }, config);
  while (isInterrupted(state)) {
    const calls = state[INTERRUPT].flatMap(({ value }) => (value as HITLRequest).actionRequests);
    const decisions = await Promise.all(calls.map(ask));
    state = await agent.invoke(new Command({ resume: { decisions } }), config);
  }
  return state.messages.at(-1)?.text ?? '';
}
