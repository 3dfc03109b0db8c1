import type { Compilation, Compiler, Configuration } from 'webpack';
import { ImportRefused } from '../../shared/errors/import-refused.js';
import { IN_A_DURABLE_MODULE } from '../../shared/outside/durable-way.js';
import { importChain } from './import-chain.js';
import { importGraphOf } from './import-graph.js';
import { refusalFor, type Refusal } from './refusal.js';

const NAME = 'onceward-node-imports';

/** An import of a module that workflow code cannot have. */
interface NodeImport {
  readonly request: string;
  readonly importer: string;
}

/**
 * The modules that Temporal's bundler takes out: Node's, and those of its own SDK that are for workers and clients.
 *
 * @param allowed what the owner of the bundle answers for, by Temporal's option `ignoreModules`
 */
export function disallowedModules({ resolve }: Configuration, allowed: readonly string[]): readonly string[] {
  const aliases = Object.entries(resolve?.alias ?? {}) as [string, unknown][];
  const taken = aliases.filter(([name, target]) => target === false && !name.startsWith('__temporal'));
  return taken.map(([name]) => name).filter((name) => !allowed.includes(name));
}

/** Notes imports of modules that workflow code cannot have, as Temporal's own check does: also in code that nothing uses. */
export function noteNodeImports(compiler: Compiler, disallowed: readonly string[]): readonly NodeImport[] {
  const noted: NodeImport[] = [];
  compiler.hooks.normalModuleFactory.tap(NAME, (factory) => {
    factory.hooks.factorize.tap(NAME, ({ dependencies: [dependency], contextInfo }) => {
      const request = dependency !== undefined && 'request' in dependency ? dependency.request : '';
      const name = request.replace(/^node:/, '');
      if (disallowed.some((module) => name === module || name.startsWith(`${module}/`)))
        noted.push({ request, importer: contextInfo.issuer });
      return undefined;
    });
  });
  return noted;
}

/** An error for the first import of a module that workflow code cannot have; undefined when there is none. */
export function nodeImportRefused(
  compilation: Compilation,
  noted: readonly NodeImport[],
  refusals: readonly Refusal[],
): ImportRefused | undefined {
  const { filesTo } = importGraphOf(compilation);
  const found = noted.map(({ request, importer }) => {
    const files = filesTo(importer);
    return { request, files: files ?? [importer], isUsed: files !== undefined };
  });
  // Webpack reads files as they come: of several, always the same is told.
  const [first] = found.toSorted((one, other) => Number(other.isUsed) - Number(one.isUsed) || byLengthAndName(one, other));
  if (first === undefined) return undefined;
  const { request, files } = first;
  const refusal = files.map((file) => refusalFor(file, refusals)).find((candidate) => candidate !== undefined);
  const problem = refusal === undefined ? 'which is not there' : `which is not there, for ${refusal.what}`;
  return new ImportRefused({ problem, chain: [...importChain(files), request], hint: refusal?.instead ?? MOVE });
}

function byLengthAndName(one: { readonly files: readonly string[] }, other: { readonly files: readonly string[] }): number {
  return one.files.length - other.files.length || (one.files.join() < other.files.join() ? -1 : 1);
}

const MOVE =
  `${IN_A_DURABLE_MODULE}. For types only, write \`import type\`; ` +
  'a module that is never used can be named in `bundlerOptions.ignoreModules`.';
