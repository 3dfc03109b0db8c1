import type { ProviderScript } from './scripted-provider.js';
import type { ScriptedReply } from './scripted-reply.js';
import type { ScriptedRequest } from './scripted-request.js';

const VECTOR_LENGTH = 8;
const LARGEST_CODE = 0xff_ff;

/** Makes one function of a script in either form, which always has a reply. */
export function createScriptReader(script: ProviderScript): (request: ScriptedRequest) => Promise<ScriptedReply> {
  const read = typeof script === 'function' ? script : readInOrder(script);
  return async (request) => {
    const reply = await read(request);
    if (reply !== undefined) return reply;
    if (request.kind === 'embeddings') return { embeddings: request.texts.map(vectorOf) };
    return refusal(`The script has no reply to request ${request.number}.`);
  };
}

function readInOrder(replies: readonly ScriptedReply[]): (request: ScriptedRequest) => ScriptedReply | undefined {
  const waiting = [...replies];
  return ({ kind, number }) => {
    if (kind === 'embeddings') return undefined;
    return waiting.shift() ?? refusal(`The script is over: it has ${replies.length} replies, and this is request ${number}.`);
  };
}

/** A status that nobody tries again: waiting does not make a script longer. */
function refusal(message: string): ScriptedReply {
  return { status: 400, body: { error: { message, type: 'invalid_request_error', param: null, code: null } } };
}

function vectorOf(text: string): readonly number[] {
  const vector = Array.from({ length: VECTOR_LENGTH }, () => 0);
  for (let index = 0; index < text.length; index += 1) {
    const place = index % VECTOR_LENGTH;
    vector[place] = (vector[place] ?? 0) + text.charCodeAt(index) / LARGEST_CODE;
  }
  return vector;
}
