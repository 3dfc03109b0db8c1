import { readFileSync } from 'node:fs';
import { ModuleNotRegistered } from '../../shared/errors/module-not-registered.js';
import type { StepManifest } from './step-manifest.js';

/** In code, whatever the module system, an alias or a minifier made of the import; a line that is a comment does not count. */
const NAMES_DURABLE_MODULE = /^(?!\s*(?:\/\/|\/?\*)).*\bdurableModule\b/m;
const IMPORTS_ONCEWARD = /\bfrom\s*['"]onceward['"]|\brequire\(\s*['"]onceward['"]\s*\)/;
const SOURCE_FILE = /\.[cm]?[jt]sx?$/;

interface ResolvedFile {
  readonly file: string | undefined;
  readonly importer: string;
  readonly manifest: StepManifest;
}

/** An error for a durable module that workflow code imports and the worker did not register; undefined for any other file. */
export function unregisteredModule({ file, importer, manifest }: ResolvedFile): ModuleNotRegistered | undefined {
  if (file === undefined || manifest.files.has(file) || !SOURCE_FILE.test(file)) return undefined;
  const source = readSource(file);
  if (!NAMES_DURABLE_MODULE.test(source) || !IMPORTS_ONCEWARD.test(source)) return undefined;
  return new ModuleNotRegistered({ file, importer, registered: [...manifest.files] });
}

function readSource(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // Temporal's own entry point exists in memory only.
    return '';
  }
}
