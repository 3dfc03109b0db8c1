import { readFileSync } from 'node:fs';
import type { Compilation, Compiler } from 'webpack';
import { ModuleNotRegistered } from '../../shared/errors/module-not-registered.js';
import { importChain } from './import-chain.js';
import { importGraphOf } from './import-graph.js';
import type { StepManifest } from './step-manifest.js';

const NAME = 'onceward-unregistered-modules';
/** In code, whatever the module system, an alias or a minifier made of the import; a line that is a comment does not count. */
const NAMES_DURABLE_MODULE = /^(?!\s*(?:\/\/|\/?\*)).*\bdurableModule\b/m;
const IMPORTS_ONCEWARD = /\bfrom\s*['"]onceward['"]|\brequire\(\s*['"]onceward['"]\s*\)/;
const SOURCE_FILE = /\.[cm]?[jt]sx?$/;

interface UnregisteredModule {
  readonly file: string;
  readonly importer: string;
}

/** Notes the durable modules that workflow code imports and the worker did not register. */
export function noteUnregistered(compiler: Compiler, manifest: StepManifest): readonly UnregisteredModule[] {
  const noted: UnregisteredModule[] = [];
  compiler.hooks.normalModuleFactory.tap(NAME, (factory) => {
    factory.hooks.afterResolve.tap(NAME, ({ createData: { resource: file }, contextInfo }) => {
      if (file === undefined || manifest.files.has(file) || !isDurableModule(file)) return;
      noted.push({ file, importer: contextInfo.issuer });
    });
  });
  return noted;
}

/** An error for the first of them; undefined when there is none. */
export function moduleNotRegistered(
  compilation: Compilation,
  [first]: readonly UnregisteredModule[],
  manifest: StepManifest,
): ModuleNotRegistered | undefined {
  if (first === undefined) return undefined;
  const files = importGraphOf(compilation).filesTo(first.importer) ?? [first.importer];
  return new ModuleNotRegistered({ file: first.file, chain: importChain(files), registered: [...manifest.files] });
}

function isDurableModule(file: string): boolean {
  if (!SOURCE_FILE.test(file)) return false;
  const source = readSource(file);
  return NAMES_DURABLE_MODULE.test(source) && IMPORTS_ONCEWARD.test(source);
}

function readSource(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // Temporal's own entry point exists in memory only.
    return '';
  }
}
