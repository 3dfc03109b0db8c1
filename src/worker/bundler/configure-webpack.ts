import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Compiler, Configuration } from 'webpack';
import { ABORT_CONTROLLER } from '../../shared/sandbox-globals.js';
import type { ConfigDrift } from '../../shared/versions/config-drift.js';
import type { Adapter } from '../adapter.js';
import type { LibraryReplacement } from './library-replacement.js';
import { sourceFixRule } from './source-fix.js';
import { LANGUAGE_GLOBALS_LINE } from './language-globals-line.js';
import { loaderFile } from './loader-file.js';
import type { StepManifest } from './step-manifest.js';
import { importOfWhatIsNotDurable } from './import-of-what-is-not-durable.js';
import { bannerOfFrameworks } from './frameworks-banner.js';
import { checkThatItLoads } from './load-check.js';
import { disallowedModules, nodeImportRefused, noteNodeImports } from './node-imports.js';
import { refusedImport } from './refused-import.js';
import type { Refusal } from './refusal.js';
import { slimSourceMap } from './slim-source-map.js';
import { moduleNotRegistered, noteUnregistered } from './unregistered-modules.js';

const NAME = 'onceward';

export interface BundledSteps {
  readonly manifest: StepManifest;
  readonly adapters: readonly Adapter[];
  /** From which size on payloads go to a store: the workflows' own limits depend on it. */
  readonly offloadAboveBytes: number;
  /** From `stackTracesLine`. */
  readonly stackTraces: string;
  /** Whether failures are encrypted. */
  readonly concealsFailures: boolean;
  /** What runs do whose configuration has changed. */
  readonly configDrift: ConfigDrift;
  /** Temporal's option: modules that workflow code may import though it cannot have them. */
  readonly ignoreModules: readonly string[];
}

/** Changes Temporal's webpack configuration so that durable modules become stubs, and what cannot work fails here, with the fix. */
export function configureWebpack(
  configuration: Configuration,
  { manifest, adapters, offloadAboveBytes, stackTraces, concealsFailures, configDrift, ignoreModules }: BundledSteps,
): Configuration {
  const fixes = adapters.flatMap(({ sourceFixes = [] }) => sourceFixes);
  const replacements = adapters.flatMap((adapter) => adapter.replacements ?? []);
  const refusals = adapters.flatMap((adapter) => adapter.refusals ?? []);
  const frameworks = adapters.flatMap((adapter) => adapter.frameworks ?? []);
  const disallowed = disallowedModules(configuration, ignoreModules);
  return {
    ...configuration,
    // Temporal's stays the last one, which is what the bundle gives.
    ...(Array.isArray(configuration.entry) && { entry: [startFile(), ...configuration.entry] }),
    module: {
      ...configuration.module,
      // Frameworks import providers on demand; a bundle is one file, so everything that is reachable goes in.
      parser: {
        ...configuration.module?.parser,
        javascript: { ...configuration.module?.parser?.['javascript'], dynamicImportMode: 'eager' },
      },
      rules: [...(configuration.module?.rules ?? []), sourceFixRule(fixes), stubRule(manifest)],
    },
    output: { ...configuration.output, asyncChunks: false },
    // Modules that only serve what nobody imports stay out.
    optimization: { ...configuration.optimization, usedExports: true, innerGraph: true },
    plugins: [
      ...(configuration.plugins ?? []),
      {
        apply(compiler: Compiler) {
          new compiler.webpack.DefinePlugin({
            ONCEWARD_OFFLOAD_ABOVE_BYTES: String(offloadAboveBytes),
            ONCEWARD_CONCEALS_FAILURES: String(concealsFailures),
            ONCEWARD_CONFIG_DRIFT: JSON.stringify(configDrift),
            AbortController: `(globalThis.${ABORT_CONTROLLER} ?? globalThis.AbortController)`,
          }).apply(compiler);
          applyTo(compiler, { manifest, replacements, refusals, disallowed, stackTraces, frameworks });
        },
      },
    ],
  };
}

/** Runs first, where the sandbox is not closed yet. */
function startFile(): string {
  return fileURLToPath(import.meta.resolve('onceward/workflow-start'));
}

function stubRule(manifest: StepManifest): object {
  return {
    enforce: 'post',
    resource: (file: string) => manifest.files.has(file),
    use: [{ loader: loaderFile(), options: manifest }],
  };
}

interface AppliedSteps extends Pick<BundledSteps, 'manifest' | 'stackTraces'> {
  readonly replacements: readonly LibraryReplacement[];
  readonly refusals: readonly Refusal[];
  readonly disallowed: readonly string[];
  /** Names of packages whose versions runs record. */
  readonly frameworks: readonly string[];
}

function applyTo(compiler: Compiler, { manifest, replacements, refusals, disallowed, stackTraces, frameworks }: AppliedSteps): void {
  const { BannerPlugin, Compilation } = compiler.webpack;
  let banner = '';
  compiler.hooks.beforeRun.tapPromise(NAME, async () => {
    banner = `${await manifest.banner()} ${stackTraces}`;
  });
  new BannerPlugin({ banner: () => banner, raw: true }).apply(compiler);
  // Before what anybody else puts in front: constants cannot be used before the line that declares them.
  new BannerPlugin({ banner: LANGUAGE_GLOBALS_LINE, raw: true, stage: Compilation.PROCESS_ASSETS_STAGE_ADDITIONS + 1 }).apply(compiler);
  bannerOfFrameworks(compiler, frameworks);
  slimSourceMap(compiler);
  for (const replacement of replacements) replace(compiler, replacement);

  checkThatItLoads(compiler, refusals);

  const nodeImports = noteNodeImports(compiler, disallowed);
  const unregistered = noteUnregistered(compiler, manifest);
  // Thrown here, the error reaches whoever asked for the bundle, in place of "Webpack finished with errors".
  compiler.hooks.afterCompile.tap(NAME, (compilation) => {
    const problem =
      moduleNotRegistered(compilation, unregistered, manifest) ??
      importOfWhatIsNotDurable(compilation, manifest) ??
      refusedImport(compilation, refusals) ??
      nodeImportRefused(compilation, nodeImports, refusals);
    if (problem !== undefined) throw problem;
  });
}

function replace(compiler: Compiler, { request, importedBy, module }: LibraryReplacement): void {
  const file = realpathSync(fileURLToPath(module));
  new compiler.webpack.NormalModuleReplacementPlugin(request, (resource) => {
    if (!importedBy.test(resource.context)) return;
    resource.request = file;
    // Temporal looks for disallowed modules in what the dependency asked for.
    for (const dependency of resource.dependencies as { request?: string }[]) dependency.request = file;
  }).apply(compiler);
}
