import { dirname } from 'node:path';
import { findPackage, readPackage, type InstalledPackage } from './read-package.js';

/**
 * Every package that the project of `folder` can reach through its dependencies, each copy once. What merely lies in some `node_modules`,
 * as in a workspace with other projects, is not in the list: nothing of this project loads it.
 */
export function reachablePackages(folder: string): readonly InstalledPackage[] {
  const reached = new Map<string, InstalledPackage>();
  const waiting = [projectOf(folder)].filter((project) => project !== undefined);
  for (let current = waiting.pop(); current !== undefined; current = waiting.pop()) {
    for (const name of current.dependencies) {
      const dependency = findPackage(current.folder, name);
      if (dependency === undefined || reached.has(dependency.folder)) continue;
      reached.set(dependency.folder, dependency);
      waiting.push(dependency);
    }
  }
  return [...reached.values()];
}

function projectOf(folder: string): InstalledPackage | undefined {
  for (let place = folder; ; place = dirname(place)) {
    const project = readPackage(place, { isProject: true });
    if (project !== undefined || dirname(place) === place) return project;
  }
}
