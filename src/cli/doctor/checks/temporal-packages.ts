import { defineCheck, type CheckResult } from '../define-check.js';
import type { InstalledPackage } from '../packages/read-package.js';
import { fitsRange } from '../packages/version-range.js';

const SCOPE = '@temporalio/';
/** What is released together and loaded together. What is built on it has versions of its own. */
const OF_THE_SDK: ReadonlySet<string> = new Set(
  ['activity', 'client', 'common', 'core-bridge', 'envconfig', 'nexus', 'plugin', 'proto', 'testing', 'worker', 'workflow'].map(
    (name) => `${SCOPE}${name}`,
  ),
);

/** Two copies of these packages do not know each other's failures and converters; two versions may not fit together. */
export const temporalPackages = defineCheck({
  id: 'temporal-packages',
  title: 'Temporal packages',
  run({ manifest, packages }) {
    const installed = packages().filter(({ name }) => name.startsWith(SCOPE));
    const wanted = Object.entries(manifest.peerDependencies).filter(([name]) => name.startsWith(SCOPE));
    const missing = wanted
      .filter(([name]) => manifest.peerDependenciesMeta[name]?.optional !== true)
      .filter(([name]) => installed.every((other) => other.name !== name));
    if (missing.length > 0) return missingPackages(missing);
    const ofTheSdk = installed.filter(({ name }) => OF_THE_SDK.has(name));
    const versions = [...new Set(ofTheSdk.map(({ version }) => version))];
    if (versions.length > 1) return severalVersions(ofTheSdk, versions);
    const doubled = installed.filter(({ name, folder }) => installed.some((other) => other.name === name && other.folder !== folder));
    if (doubled.length > 0) return severalCopies(doubled);
    const unfit = wanted.find(([name, range]) => installed.some((other) => other.name === name && !fitsRange(other.version, range)));
    if (unfit !== undefined) return { ok: false, detail: `${versions.join()} (needs ${unfit[1]})`, fix: installLine([unfit]) };
    return { ok: true, detail: `${ofTheSdk.length} packages, all ${versions.join()}, one copy of each` };
  },
});

function missingPackages(missing: readonly (readonly [string, string])[]): CheckResult {
  return { ok: false, detail: `not installed: ${missing.map(([name]) => name).join(', ')}`, fix: installLine(missing) };
}

function severalVersions(installed: readonly InstalledPackage[], versions: readonly string[]): CheckResult {
  const of = (version: string): string => {
    const names = installed.filter((other) => other.version === version).map(({ name, folder }) => `${name} in ${folder}`);
    return `${version} (${names.length > 2 ? `${names.length} packages` : names.join(', ')})`;
  };
  const fix =
    'Give every @temporalio/* package in package.json the same version, install again, and see with `npm ls @temporalio/common` who brings another.';
  return { ok: false, detail: `several versions: ${versions.map(of).join(', ')}`, fix };
}

function severalCopies(doubled: readonly InstalledPackage[]): CheckResult {
  const places = doubled.map(({ name, folder }) => `${name} in ${folder}`);
  return {
    ok: false,
    detail: `several copies: ${places.join(', ')}`,
    fix: 'Run `npm dedupe`, or remove the package that brings its own copy.',
  };
}

function installLine(packages: readonly (readonly [name: string, range: string])[]): string {
  return `npm install ${packages.map(([name, range]) => `${name}@${range}`).join(' ')}`;
}
