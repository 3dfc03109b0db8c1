import { killInACall, leftBehind, type KilledInACall } from '../../support/mcp/kill-in-a-call.ts';
import { defineBar, type Bar } from '../define-bar.ts';

/** The call that was in flight when its worker was killed may be made once more. */
const IN_FLIGHT = 1;

let killed: Promise<KilledInACall> | undefined;

function measured(): Promise<KilledInACall> {
  return (killed ??= killInACall());
}

export const mcpBars: readonly Bar[] = [
  defineBar({
    area: 'ai-sdk',
    bar: 'MCP: calls of a tool made again after a kill in the middle of one, beyond the one in flight',
    unit: 'calls',
    target: 0,
    async measure() {
      const { keys, result } = await measured();
      const again = keys.length - 1 - IN_FLIGHT;
      const ofKeys = new Set(keys).size;
      const note = `${keys.length} calls under ${ofKeys} key; the run gave ${JSON.stringify(result)}`;
      return { value: again, ok: again === 0 && ofKeys === 1, note };
    },
  }),
  defineBar({
    area: 'ai-sdk',
    bar: 'MCP: programs of servers left behind by two workers, one killed and one stopped',
    unit: 'programs',
    target: 0,
    async measure() {
      const { programs } = await measured();
      const value = await leftBehind(programs);
      return { value, ok: value === 0 && programs.every((pid) => pid > 0), note: `pids ${programs.join(', ')}` };
    },
  }),
];
