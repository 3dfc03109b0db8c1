import type { Compilation, Dependency, Module } from 'webpack';

/** An import of a module by another one. */
export interface Import {
  readonly importer: Module;
  readonly imported: Module;
  /** The names that are imported; undefined among them is the module as a whole. None when it is only evaluated. */
  readonly names: readonly (string | undefined)[];
}

/** Who imports whom in a bundle, followed from its entry: what nothing uses is not part of it. */
export interface ImportGraph {
  /** Nearest to the entry first. */
  readonly imports: readonly Import[];
  /** The files from the first that the entry imports to this one, each importing the next; undefined when nothing leads there. */
  readonly filesTo: (file: string) => readonly string[] | undefined;
}

/** @param isFollowed whether what `imported` imports belongs to the graph too */
export function importGraphOf(compilation: Compilation, isFollowed: (found: Import) => boolean = () => true): ImportGraph {
  const importerOf = new Map<Module, Module | undefined>();
  const imports: Import[] = [];
  const queue = entriesOf(compilation);
  for (const entry of queue) importerOf.set(entry, undefined);
  for (const importer of queue) {
    for (const found of importsOf(compilation, importer)) {
      imports.push(found);
      if (importerOf.has(found.imported) || !isFollowed(found)) continue;
      importerOf.set(found.imported, importer);
      queue.push(found.imported);
    }
  }
  return {
    imports,
    filesTo(file) {
      const path: string[] = [];
      let current = queue.find((module) => fileOf(module) === file);
      for (; current !== undefined; current = importerOf.get(current)) path.unshift(fileOf(current) ?? current.identifier());
      // What Temporal made to start from is nobody's file.
      return path.length === 0 ? undefined : path.slice(1);
    },
  };
}

/** A module's file, without a query; undefined for one that the bundler made. */
export function fileOf(module: Module): string | undefined {
  return 'resource' in module && typeof module.resource === 'string' ? module.resource.split('?')[0] : undefined;
}

function entriesOf({ entries, moduleGraph }: Compilation): Module[] {
  const starts = [...entries.values()].flatMap(({ dependencies }) => dependencies.map((dependency) => moduleGraph.getModule(dependency)));
  return starts.filter((module) => module !== null);
}

function importsOf({ moduleGraph }: Compilation, importer: Module): readonly Import[] {
  const namesOf = new Map<Module, (string | undefined)[]>();
  for (const connection of moduleGraph.getOutgoingConnections(importer)) {
    const { dependency } = connection;
    const imported = connection.module as Module | null;
    if (imported === null || imported === importer || !connection.isTargetActive(undefined)) continue;
    namesOf.set(imported, [...(namesOf.get(imported) ?? []), ...namesIn(dependency)]);
  }
  return [...namesOf].map(([imported, names]) => ({ importer, imported, names }));
}

function namesIn(dependency: Dependency | null): readonly (string | undefined)[] {
  if (dependency === null || dependency.type === 'harmony side effect evaluation') return [];
  const ids = 'ids' in dependency && Array.isArray(dependency.ids) ? (dependency.ids as readonly string[]) : [];
  return [ids[0]];
}
