import type { ErrorLayer } from './error-facts.js';

/** Only where the text says that it is one: a bare number may be an invoice's. */
const STATED_STATUS = /\b(?:(?:with|returned|answered) (?:http )?status(?: code)?|status code|http status(?: code)?):? ([45]\d\d)\b/;

/** The HTTP status that a message states, of an error that lost the answer itself. */
export function statusInText(layers: readonly ErrorLayer[]): number | undefined {
  for (const { message } of layers) {
    const [, status] = STATED_STATUS.exec(message) ?? [];
    if (status !== undefined) return Number(status);
  }
  return undefined;
}
