/** A module of Node's, or undefined where there is no Node. Asked for only where it is needed: the code around it runs on any web-standard platform. */
export function nodeBuiltin<Module>(name: string): Partial<Module> | undefined {
  const { process } = globalThis as { process?: { getBuiltinModule?(name: string): unknown } };
  return process?.getBuiltinModule?.(name) as Partial<Module> | undefined;
}
