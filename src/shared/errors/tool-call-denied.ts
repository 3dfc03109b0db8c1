import { OncewardError } from './onceward-error.js';

/** A person did not allow the call of a tool, or nobody did in time. The model is told, and goes on. */
export class ToolCallDenied extends OncewardError {
  readonly tool: string;

  constructor({ tool, reason }: { tool: string; reason: string }) {
    super({ code: 'ToolCallDenied', message: `${tool} was not called: ${reason}`, hint: 'Do not call it again with the same input.' });
    this.tool = tool;
  }

  static override isInstance(error: unknown): error is ToolCallDenied {
    return OncewardError.hasCode(error, 'ToolCallDenied');
  }
}
