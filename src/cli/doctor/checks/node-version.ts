import { defineCheck } from '../define-check.js';
import { fitsRange } from '../packages/version-range.js';

export const nodeVersion = defineCheck({
  id: 'node-version',
  title: 'Node.js',
  run({ manifest }) {
    const wanted = manifest.engines.node;
    const ok = fitsRange(process.versions.node, wanted);
    return {
      ok,
      detail: `${process.versions.node} (needs ${wanted})`,
      ...(!ok && { fix: `Install Node.js ${wanted}; 24 is a good choice.` }),
    };
  },
});
