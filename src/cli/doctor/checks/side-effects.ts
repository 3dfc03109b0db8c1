import { loadPlugin } from '../../plugin/load-plugin.js';
import { defineCheck } from '../define-check.js';

/** Tools and functions that state no side effect: after a failure they are repeated, which a write may not survive. Reported, but no fault. */
export const sideEffects = defineCheck({
  id: 'side-effects',
  title: 'Side effects',
  appliesTo: ({ plugin }) => plugin !== undefined,
  async run({ plugin = '' }) {
    const tools = (await loadPlugin(plugin)).activityTypes().filter(({ activityType }) => /^(tool|function|mcp)\./.test(activityType));
    const silent = tools.filter(({ sideEffect }) => sideEffect === undefined).map(({ activityType }) => activityType);
    if (silent.length === 0) return { ok: true, detail: `all ${tools.length} tools and functions state theirs` };
    return {
      ok: true,
      detail: `at least once, because they state no sideEffect: ${silent.join(', ')}`,
      fix: "State sideEffect: 'none' for what only reads, 'idempotent' for what may be repeated, 'once' for a write.",
    };
  },
});
