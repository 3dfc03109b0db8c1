const IMPORTS_DURABLE_MODULE = /\bimport\s*\{[^}]*\bdurableModule\b[^}]*\}\s*from\s*['"]onceward['"]/;

/** Whether the text of a module makes things durable: it imports what opens a durable module. */
export function definesDurables(text: string): boolean {
  return IMPORTS_DURABLE_MODULE.test(text);
}
