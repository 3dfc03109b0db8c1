import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  /** Without symlinks, so that two ways to one copy are one. */
  readonly folder: string;
  /** The names it may import, whether they are installed or not. */
  readonly dependencies: readonly string[];
}

type DependencyField = 'dependencies' | 'optionalDependencies' | 'peerDependencies' | 'devDependencies';

/** Reads the package in `folder`; undefined when there is none. Development dependencies count for the project itself only. */
export function readPackage(folder: string, { isProject = false }: { readonly isProject?: boolean } = {}): InstalledPackage | undefined {
  const fields: DependencyField[] = ['dependencies', 'optionalDependencies', 'peerDependencies'];
  try {
    const content = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageJson;
    const names = [...fields, ...(isProject ? (['devDependencies'] as const) : [])].flatMap((field) => Object.keys(content[field] ?? {}));
    const { name = '', version = '0.0.0' } = content;
    return { name, version, folder: realpathSync(folder), dependencies: [...new Set(names)] };
  } catch {
    return undefined;
  }
}

/** The package that code in `folder` gets when it imports `name`, found as Node finds it. */
export function findPackage(folder: string, name: string): InstalledPackage | undefined {
  for (let place = folder; ; place = dirname(place)) {
    const found = readPackage(join(place, 'node_modules', name));
    if (found !== undefined) return found;
    if (dirname(place) === place) return undefined;
  }
}

type PackageJson = { readonly name?: string; readonly version?: string } & Partial<
  Record<DependencyField, Readonly<Record<string, string>>>
>;
