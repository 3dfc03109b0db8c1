/** Where a value sits in a JSON document, written as code reads it: `$.messages[2].text`, `$["a b"]`. */
export function formatJsonPath(path: readonly (string | number)[]): string {
  return path.reduce<string>((text, step) => text + formatStep(step), '$');
}

function formatStep(step: string | number): string {
  if (typeof step === 'number') return `[${step}]`;
  return /^[A-Za-z_$][\w$]*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
}
