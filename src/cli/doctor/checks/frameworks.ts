import { defineCheck, type DoctorContext } from '../define-check.js';
import { fitsRange } from '../packages/version-range.js';

const NOT_FRAMEWORKS = /^(?:@temporalio\/|protobufjs$|pg$)/;

/** The frameworks that adapters are for: those installed must be of a version that the adapter was made for. */
export const frameworks = defineCheck({
  id: 'frameworks',
  title: 'Frameworks',
  run(context) {
    const installed = installedFrameworks(context);
    if (installed.length === 0) return { ok: true, detail: 'none installed' };
    const unfit = installed.filter(({ version, range }) => !fitsRange(version, range));
    const detail = installed.map(({ name, version, range }) => `${name} ${version} (needs ${range})`).join(', ');
    const fix = `npm install ${unfit.map(({ name, range }) => `'${name}@${range}'`).join(' ')}`;
    return { ok: unfit.length === 0, detail, ...(unfit.length > 0 && { fix }) };
  },
});

function installedFrameworks({ manifest, packages }: DoctorContext): readonly { name: string; version: string; range: string }[] {
  return Object.entries(manifest.peerDependencies)
    .filter(([name]) => manifest.peerDependenciesMeta[name]?.optional === true && !NOT_FRAMEWORKS.test(name))
    .flatMap(([name, range]) =>
      packages()
        .filter((other) => other.name === name)
        .map(({ version }) => ({ name, version, range })),
    );
}
