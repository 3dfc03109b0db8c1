import type { Compilation, WebpackError } from 'webpack';
import { NotDurable } from '../../shared/errors/not-durable.js';
import { importChain } from './import-chain.js';
import { fileOf, importGraphOf } from './import-graph.js';
import type { StepManifest } from './step-manifest.js';

const NOT_FOUND = /export '([^']+)'.* was not found in '([^']+)'/;

/** An error for a name that workflow code imports from a durable module and that is not durable there; undefined when all is well. */
export function importOfWhatIsNotDurable(compilation: Compilation, manifest: StepManifest): NotDurable | undefined {
  for (const { message, module: importer } of [...compilation.errors, ...compilation.warnings] as WebpackError[]) {
    const [, name, request] = NOT_FOUND.exec(message) ?? [];
    if (name === undefined || !importer) continue;
    for (const { dependency, module } of compilation.moduleGraph.getOutgoingConnections(importer)) {
      const file = fileOf(module);
      const isRequest = dependency !== null && 'request' in dependency && dependency.request === request;
      if (isRequest && file !== undefined && manifest.files.has(file)) {
        const from = fileOf(importer) ?? importer.identifier();
        const chain = importChain(importGraphOf(compilation).filesTo(from) ?? [from]);
        return new NotDurable({ name, file, chain, durable: manifest.exportsOf(file) });
      }
    }
  }
  return undefined;
}
