import { sha256 } from '../../shared/encoding/sha256.js';
import { canonicalJson } from '../../shared/encoding/canonical-json.js';
import { toRichJson } from '../../shared/encoding/rich-json.js';
import type { DurableStep } from '../registry/durable-step.js';
import { durableEntryOf, stubSource } from './stub-source.js';

const MARKER = /onceward-manifest:([0-9a-f]{64})/;

/** What the bundler knows about the durable modules, by file. */
export interface StepManifest {
  readonly files: ReadonlySet<string>;
  exportsOf(file: string): readonly string[];
  sourceOf(file: string): Promise<string>;
  /** A hash of everything a bundle takes from the steps. */
  hash(): Promise<string>;
  /** A comment that carries the hash into the bundle. */
  banner(): Promise<string>;
}

export function createStepManifest(steps: readonly DurableStep[]): StepManifest {
  // A part of an export stands in the entry of the export.
  const exported = steps.filter(({ partOf }) => partOf === undefined);
  const byFile = Map.groupBy(exported, ({ file }) => file);
  const stepsOf = (file: string): readonly DurableStep[] => byFile.get(file) ?? [];
  const hash = async (): Promise<string> => {
    const entries = await Promise.all(exported.map(async (step) => [step.exportName, await durableEntryOf(step)] as const));
    return sha256(canonicalJson(toRichJson(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)))));
  };
  return {
    files: new Set(byFile.keys()),
    exportsOf: (file) => stepsOf(file).map(({ exportName }) => exportName),
    sourceOf: (file) => stubSource(stepsOf(file)),
    hash,
    banner: async () => `/*! onceward-manifest:${await hash()} */`,
  };
}

/** The hash that a bundle was made with, or undefined when it was made without the plugin. */
export function manifestHashOf(bundleCode: string): string | undefined {
  return MARKER.exec(bundleCode)?.[1];
}
