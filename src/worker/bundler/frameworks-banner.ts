import type { Compilation, Compiler, Module } from 'webpack';
import { FRAMEWORKS } from '../../shared/sandbox-globals.js';

/** What webpack knows of a module's package. */
interface OfPackage extends Module {
  readonly resourceResolveData?: { readonly descriptionFileData?: { readonly name?: string; readonly version?: string } };
}

/** Puts the versions of packages at the start of the bundle, of those that are in it: the code that runs is what counts, not what is installed. */
export function bannerOfFrameworks(compiler: Compiler, names: readonly string[]): void {
  let versions = '{}';
  compiler.hooks.thisCompilation.tap('onceward', (compilation) => {
    compilation.hooks.afterChunks.tap('onceward', () => {
      versions = versionsIn(compilation, names);
    });
  });
  new compiler.webpack.BannerPlugin({ banner: () => `globalThis.${FRAMEWORKS} = ${versions};`, raw: true }).apply(compiler);
}

/** As JSON, in the order of the names. Of two copies, both. */
function versionsIn({ modules }: Compilation, names: readonly string[]): string {
  const found = [...modules].flatMap((module) => {
    const { name, version } = (module as OfPackage).resourceResolveData?.descriptionFileData ?? {};
    return name !== undefined && version !== undefined && names.includes(name) ? [{ name, version }] : [];
  });
  const byName = Map.groupBy(found, ({ name }) => name);
  const versions = [...byName].map(([name, copies]) => [name, [...new Set(copies.map(({ version }) => version))].toSorted().join(', ')]);
  return JSON.stringify(Object.fromEntries(versions.toSorted(([one = ''], [other = '']) => (one < other ? -1 : 1))));
}
