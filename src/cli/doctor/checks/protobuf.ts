import { defineCheck } from '../define-check.js';
import { findPackage } from '../packages/read-package.js';
import { fitsRange } from '../packages/version-range.js';

const NAME = 'protobufjs';
const USERS = ['@temporalio/common', '@temporalio/proto'];

/** Temporal's packages must load one protobufjs: with two, or an older one at the root, payloads of one are foreign to the other. */
export const protobuf = defineCheck({
  id: 'protobuf',
  title: 'protobufjs',
  run({ manifest, packages }) {
    const wanted = manifest.peerDependencies[NAME] ?? '*';
    const fix = `npm install ${NAME}@${wanted}`;
    const users = packages().filter(({ name }) => USERS.includes(name));
    if (users.length === 0) return { ok: false, detail: `not checked: ${USERS.join(' and ')} are not installed`, fix };
    const copies = users.map(({ name, folder }) => ({ name, copy: findPackage(folder, NAME) }));
    const without = copies.find(({ copy }) => copy === undefined);
    if (without !== undefined) return { ok: false, detail: `${without.name} finds none`, fix };
    const distinct = new Map(copies.flatMap(({ copy }) => (copy === undefined ? [] : [[copy.folder, copy] as const])));
    const versions = [...distinct.values()].map(({ version }) => version).join(', ');
    if (distinct.size > 1) return { ok: false, detail: `several copies: ${[...distinct.keys()].join(', ')}`, fix: `${fix} && npm dedupe` };
    const ok = [...distinct.values()].every(({ version }) => fitsRange(version, wanted));
    return { ok, detail: `${versions} (needs ${wanted}), one copy`, ...(!ok && { fix }) };
  },
});
