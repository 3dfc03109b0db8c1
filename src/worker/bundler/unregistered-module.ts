import { readFileSync } from 'node:fs';
import { ModuleNotRegistered } from '../../shared/errors/module-not-registered.js';
import type { StepManifest } from './step-manifest.js';

const OPENS_DURABLE_MODULE =
  /\bdurableModule\b[^;]*?from\s*['"]onceward['"]|require\(\s*['"]onceward['"]\s*\)[^;]*\bdurableModule\b|\bdurableModule\b[^;]*require\(\s*['"]onceward['"]\s*\)/;
const SOURCE_FILE = /\.[cm]?[jt]sx?$/;

interface ResolvedFile {
  readonly file: string | undefined;
  readonly importer: string;
  readonly manifest: StepManifest;
}

/** An error for a durable module that workflow code imports and the worker did not register; undefined for any other file. */
export function unregisteredModule({ file, importer, manifest }: ResolvedFile): ModuleNotRegistered | undefined {
  if (file === undefined || manifest.files.has(file) || file.includes('node_modules') || !SOURCE_FILE.test(file)) return undefined;
  if (!OPENS_DURABLE_MODULE.test(readSource(file))) return undefined;
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
