/** Where a line that the bundle puts into the AI SDK tells what the code of a tool threw, before the model is told. */
export const TOOL_FAILED_HOOK = 'onceward.ai-sdk.tool-failed';

export type ToolFailedHook = (error: unknown, toolName: string) => void;
