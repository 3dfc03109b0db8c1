import type { Hash } from '../contract/json.js';
import { OncewardError } from './onceward-error.js';

/** What became of a tool: its schema is another, or there is no tool of that name any more. */
export type ToolChange = 'changed' | 'gone';

interface ToolChangedFields {
  readonly tool: string;
  /** The id of the server that has it. */
  readonly server: string;
  readonly change: ToolChange;
  /** The names of what it takes now. */
  readonly takes?: readonly string[];
  /** The hash of what it takes now, when a person is to be asked. */
  readonly askAbout?: Hash;
}

/** A tool is not the one that the run was told of. It was not called. */
export class ToolChanged extends OncewardError {
  readonly tool: string;
  readonly server: string;
  readonly change: ToolChange;
  readonly askAbout: Hash | undefined;

  constructor({ tool, server, change, takes = [], askAbout }: ToolChangedFields) {
    const now = takes.length === 0 ? 'nothing' : takes.join(', ');
    super({
      code: 'ToolChanged',
      message:
        change === 'gone'
          ? `The tool '${tool}', which ${server} had when this run listed its tools, is gone. It was not called.`
          : `The tool '${tool}' of ${server} takes something else than when this run listed its tools; now it takes ${now}. It was not called.`,
      hint: "A new run lists the tools anew. `onChangedTool: 'ask'` asks a person first, and 'allow' calls it as it is.",
    });
    this.tool = tool;
    this.server = server;
    this.change = change;
    this.askAbout = askAbout;
  }

  static override isInstance(error: unknown): error is ToolChanged {
    return OncewardError.hasCode(error, 'ToolChanged');
  }
}
