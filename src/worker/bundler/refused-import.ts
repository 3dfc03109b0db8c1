import type { Compilation } from 'webpack';
import { ImportRefused } from '../../shared/errors/import-refused.js';
import { importChain } from './import-chain.js';
import { fileOf, importGraphOf, type Import } from './import-graph.js';
import { refusalFor, type Refusal } from './refusal.js';

const CLASS = /^[A-Z]/;

/** An error for the first import of what an adapter refuses; undefined when there is none. A function or a constant of such a module does no harm. */
export function refusedImport(compilation: Compilation, refusals: readonly Refusal[]): ImportRefused | undefined {
  const { imports, filesTo } = importGraphOf(compilation, ({ imported }) => refusalFor(fileOf(imported), refusals) === undefined);
  for (const { importer, imported, names } of imports) {
    const [from = importer.identifier(), file = ''] = [fileOf(importer), fileOf(imported)];
    const refusal = refusalFor(file, refusals);
    if (refusal === undefined || refusal.unlessBy?.test(from) || !names.some(isUse)) continue;
    const chain = importChain([...(filesTo(from) ?? [from]), file]);
    return new ImportRefused({ problem: `which is ${refusal.what}`, chain, hint: refusal.instead });
  }
  return undefined;
}

function isUse(name: Import['names'][number]): boolean {
  return name === undefined || name === 'default' || CLASS.test(name);
}
