import { DynamicStructuredTool, type DynamicStructuredToolInput, type ToolSchemaBase } from '@langchain/core/tools';

export type DurableToolFields = DynamicStructuredToolInput<ToolSchemaBase> & { name: string };

/**
 * A tool that leaves the check of its input to the activity, where the real schema is. JSON Schema cannot do it here: the one LangChain shows
 * to models asks for every member that has a default.
 */
export class DurableTool extends DynamicStructuredTool {
  readonly #unchecked: DynamicStructuredTool;

  constructor(fields: DurableToolFields) {
    super(fields);
    this.#unchecked = new DynamicStructuredTool({ ...fields, schema: {} });
  }

  override call(...call: Parameters<DynamicStructuredTool['call']>): ReturnType<DynamicStructuredTool['call']> {
    return this.#unchecked.call(...call);
  }
}
