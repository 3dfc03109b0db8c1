/** Where LangGraph in the sandbox, with a line of ours in it, finds how to wait for the next try of a node. */
export const NEXT_TRY_HOOK = 'onceward.langchain.next-try';
