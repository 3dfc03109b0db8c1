/** The model's name, as nearly every provider keeps it. LangChain's base classes have no member for it. */
export function modelIdOf(model: object | undefined): string | undefined {
  const { model: name, modelName } = (model ?? {}) as { model?: unknown; modelName?: unknown };
  return [name, modelName].find((value): value is string => typeof value === 'string');
}
