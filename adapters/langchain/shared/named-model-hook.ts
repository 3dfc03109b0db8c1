/** Where LangChain in the sandbox, with a line of ours in it, finds who refuses to import a model's package by its name. */
export const NAMED_MODEL_HOOK = 'onceward.langchain.named-model';
