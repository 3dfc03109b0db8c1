import type { ApprovalAction, ApprovalAnswer, ItemAnswer } from '../../../shared/contract/approval.js';
import type { Json } from '../../../shared/contract/json.js';
import { isJsonObject } from '../../../shared/encoding/is-json-object.js';
import { HttpProblem } from '../../http/http-problem.js';
import { utf8Decode } from '../../../shared/encoding/utf8.js';
import { readBody, type BodyLimit } from '../../http/read-body.js';

/** An answer without what the sender may not say: which request it is for, and who they are. */
export type SentAnswer = Omit<ApprovalAnswer, 'id' | 'by' | 'roles'>;

/** What was sent, as it was sent. */
export type Sent = { readonly form: URLSearchParams } | { readonly form: undefined; readonly json: string };

const NAMES: readonly string[] = ['action', 'value', 'reason', 'items'];
const FORM = 'application/x-www-form-urlencoded';

/** The largest value that a run takes has 256,000 bytes; a form writes up to three for one. */
const LIMIT: BodyLimit = { maxBytes: 1_000_000, what: 'The answer', outcome: 'Nothing was decided.' };

/** @throws HttpProblem 413 or 415 */
export async function readSent(request: Request): Promise<Sent> {
  const [type = ''] = (request.headers.get('content-type') ?? '').toLowerCase().split(';');
  if (type.trim() === FORM) return { form: new URLSearchParams(await textOf(request)) };
  if (type.trim() === 'application/json') return { form: undefined, json: await textOf(request) };
  throw new HttpProblem(415, `An answer comes as application/json or ${FORM}, not as '${type}'.`);
}

async function textOf(request: Request): Promise<string> {
  return utf8Decode(await readBody(request, LIMIT));
}

/** @throws HttpProblem 400 */
export function answerIn(sent: Sent): SentAnswer {
  return sent.form === undefined ? answerOfJson(sent.json) : answerOfForm(sent.form);
}

function answerOfJson(text: string): SentAnswer {
  const sent = parse(text, 'The body');
  if (!isJsonObject(sent)) throw new HttpProblem(400, `The body has to be an object such as {"action":"approve"}.`);
  const unknown = Object.keys(sent).find((name) => !NAMES.includes(name));
  if (unknown !== undefined) throw new HttpProblem(400, `The body has '${unknown}', and takes ${NAMES.join(', ')} only.`);
  if (typeof sent['action'] !== 'string') throw new HttpProblem(400, `The body has to say what to do: {"action":"approve"}.`);
  // The run itself checks the rest, and says what is wrong with it.
  return sent as unknown as SentAnswer;
}

function answerOfForm(form: URLSearchParams): SentAnswer {
  const action = form.get('action') as ApprovalAction | null;
  if (action === null) throw new HttpProblem(400, 'The form does not say what to do.');
  const reason = form.get('reason')?.trim();
  const said = reason === undefined || reason === '' ? {} : { reason };
  const itemIds = action === 'reject' ? [] : form.getAll('item');
  if (itemIds.length > 0) return { action, ...said, items: Object.fromEntries(itemIds.map((id, at) => [id, itemOfForm(form, id, at)])) };
  if (action === 'edit') return { action, ...said, value: valueOfForm(form, 'value') };
  if (action === 'respond') return { action, ...said, value: form.get('response') ?? '' };
  return { action, ...said };
}

function itemOfForm(form: URLSearchParams, id: string, at: number): ItemAnswer {
  const action = (form.get(`action-${at}`) ?? 'reject') as ItemAnswer['action'];
  const reason = form.get(`reason-${at}`)?.trim();
  const value = action === 'edit' ? { value: valueOfForm(form, `value-${at}`, `The value of '${id}'`) } : {};
  return { action, ...value, ...(reason !== undefined && reason !== '' && { reason }) };
}

/** A text is edited as it is, anything else as JSON. */
function valueOfForm(form: URLSearchParams, name: string, what = 'The value'): Json {
  const text = (form.get(name) ?? '').replaceAll('\r\n', '\n');
  return form.get(`${name}-is`) === 'text' ? text : parse(text, what);
}

function parse(text: string, what: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new HttpProblem(400, `${what} is no JSON.`);
  }
}
