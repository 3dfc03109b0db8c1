import { writeFileSync } from 'node:fs';
import { OncewardPlugin } from 'onceward/worker';
import { aiSdk } from 'onceward/ai-sdk/worker';
import * as durable from '../examples/patterns/multi-step-tools/durable/durable.ts';
import { bundleWorkflows } from './fixtures/harness/bundle-workflows.ts';
const file = process.argv[2] ?? 'examples/patterns/multi-step-tools/durable/agent.ts';
for (let i = 0; i < 2; i++) {
  const t = Date.now();
  const { code } = await bundleWorkflows('/tmp/wt/pat/' + file, new OncewardPlugin({ modules: [durable], adapters: [aiSdk()] }));
  const at = code.lastIndexOf('//# sourceMappingURL');
  console.log('ms', Date.now() - t, 'bytes', code.length, 'code', at, 'map', code.length - at);
  writeFileSync('/tmp/pat-bundle.js', code);
  if (i === 0) {
    const js = code.slice(0, at);
    const re = /^\/\*\*\*\/ "([^"]+)"$/gm;
    const found = [...js.matchAll(re)];
    const sizes = found.map((m, k) => [m[1], (found[k + 1]?.index ?? js.length) - m.index] as [string, number]);
    const byPkg = new Map<string, number>();
    for (const [n, s] of sizes) {
      const p = /node_modules\/((?:@[^/]+\/)?[^/]+)(?!.*node_modules)/.exec(n)?.[1] ?? n.slice(0, 60);
      byPkg.set(p, (byPkg.get(p) ?? 0) + s);
    }
    console.log([...byPkg].sort((a, b) => b[1] - a[1]).slice(0, 25));
    console.log(sizes.sort((a, b) => b[1] - a[1]).slice(0, 30));
  }
}
process.exit(0);
