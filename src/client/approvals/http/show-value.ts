import type { Json } from '../../../shared/contract/json.js';
import { isJsonObject } from '../../../shared/encoding/is-json-object.js';
import { html, type Html } from './html.js';

/** A value for a person to read: a text as it is, members in rows, anything deeper as JSON. */
export function showValue(value: Json | undefined): Html {
  if (value === undefined) return html``;
  if (typeof value === 'string') return html`<pre>${value}</pre>`;
  if (!isJsonObject(value)) return html`<pre>${JSON.stringify(value, undefined, 2)}</pre>`;
  return html`<dl>
    ${Object.entries(value).map(
      ([name, member]) =>
        html`<dt>${name}</dt>
          <dd>${inRow(member)}</dd>`,
    )}
  </dl>`;
}

function inRow(value: Json): Html {
  if (typeof value === 'object' && value !== null) return html`<pre>${JSON.stringify(value, undefined, 2)}</pre>`;
  return html`${String(value)}`;
}

/** How a value is edited: a text as it is, anything else as JSON. */
export function toDraft(value: Json | undefined): { readonly text: string; readonly isText: boolean } {
  if (typeof value === 'string') return { text: value, isText: true };
  return { text: value === undefined ? '' : JSON.stringify(value, undefined, 2), isText: false };
}
