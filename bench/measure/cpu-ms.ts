/** The CPU between two readings of `process.cpuUsage()`, or of one that is a difference already, in milliseconds. */
export function cpuMs(after: NodeJS.CpuUsage, before: NodeJS.CpuUsage = { user: 0, system: 0 }): number {
  return (after.user - before.user + after.system - before.system) / 1_000;
}
