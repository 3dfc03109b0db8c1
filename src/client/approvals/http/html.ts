/** Markup that is safe to send: whatever went into it was escaped. */
export interface Html {
  readonly markup: string;
}

type Value = Html | string | number | boolean | undefined | readonly Html[];

const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Markup of a template: every value is escaped, unless it is itself markup of this function. `false` and `undefined` leave nothing. */
export function html(texts: TemplateStringsArray, ...values: readonly Value[]): Html {
  return { markup: texts.map((text, index) => text + toMarkup(values[index])).join('') };
}

function toMarkup(value: Value): string {
  if (value === undefined || value === false) return '';
  if (typeof value !== 'object') return escapeHtml(String(value));
  return 'markup' in value ? value.markup : value.map(({ markup }) => markup).join('');
}

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ESCAPED[character] ?? '');
}
