/** The option of a command that cannot do without the plugin. @param needs what it needs of it, behind a comma or a colon; nothing when any plugin will do */
export function pluginOption(needs = ''): { type: 'string'; value: string; required: true; summary: string } {
  const summary = `A file that exports \`onceward\`, the OncewardPlugin of the worker${needs}`;
  return { type: 'string', value: 'file', required: true, summary };
}
