import type { Client } from '@temporalio/client';
import type { EventReceipt, RunEvent } from '../../../shared/contract/run-event.js';
import { EventRefused } from '../../../shared/errors/event-refused.js';
import { InvalidOption } from '../../../shared/errors/invalid-option.js';
import { checkOptions } from '../../../shared/options/check-options.js';
import { eventTokens, type EventTokens } from '../../../tokens/event-tokens.js';
import type { TokenSecret } from '../../../tokens/token-secret.js';
import { HttpProblem } from '../../http/http-problem.js';
import { errorOf, HEADERS, headersOf } from '../../http/json-response.js';
import { problemOf } from '../../http/problem-of.js';
import { eventsClient, type EventsClient, type EventsClientOptions } from '../events-client.js';
import { dataIn, readWebhook, type IncomingWebhook } from './incoming-webhook.js';

/** An event, and the run it is for. */
export interface AddressedEvent extends RunEvent {
  readonly workflowId: string;
  /** The chain that the run has to belong to. @default whichever runs now */
  readonly firstRunId?: string;
}

export interface EventHandlerOptions extends EventsClientOptions {
  /** Temporal's client, with `oncewardClient` among its plugins. */
  readonly client: Client;
  /** What the addresses were signed with, the newest first. @default signed addresses are not taken */
  readonly secrets?: readonly TokenSecret[];
  /** Whether a webhook is from whom it says: the provider's own signature over the body. Asked for signed addresses, too, when it is there. */
  readonly verify?: (webhook: IncomingWebhook) => boolean | Promise<boolean>;
  /**
   * Makes an event of a webhook that came without a signed address; `undefined` for one that is about no run, and a `Response` to answer the
   * provider yourself. Give it an `id`, such as the provider's own: what is sent again counts once.
   */
  readonly readEvent?: (webhook: IncomingWebhook) => ReadEvent | Promise<ReadEvent>;
  /** The largest body that is read, in bytes; of its data a run takes 256,000. @default 1_000_000 */
  readonly maxBodyBytes?: number;
}

type ReadEvent = AddressedEvent | Response | undefined;

const OPTION_NAMES = [
  'client',
  'secrets',
  'verify',
  'readEvent',
  'maxBodyBytes',
  'timeout',
] as const satisfies readonly (keyof EventHandlerOptions)[];
const METHODS = ['POST'];
const DEFAULT_MAX_BODY_BYTES = 1_000_000;

/**
 * Takes webhooks and gives them to the runs that wait for them, as a web-standard handler. `?token=…` is an address of `eventTokens`: the body is the
 * event's data, as JSON, and it is good once. Without a token, `readEvent` says what a provider's webhook means, and `verify` that it is the provider's.
 * Only `POST` delivers, so whatever follows an address to look at it does nothing.
 *
 * Answers 200 with the receipt; 400, 413 or 415 for a bad body, 422 when the data does not fit the schema; 401 for a forged address or signature; 403 without an
 * address; 404 for no such run; 405 for anything but `POST`; 409 when it was received already, and when; 410 when the address expired or the run is over; 429 when a
 * run keeps too many events that it does not wait for; 503 when no worker is there.
 *
 * @throws UnknownOption; InvalidOption when there is neither `secrets` nor `readEvent`, or `readEvent` without `verify`
 * @example
 * ```ts
 * export const POST = createEventHandler({ client, secrets: [{ id: '2026-11', secret: process.env.EVENT_SECRET ?? '' }] });
 * ```
 */
export function createEventHandler(options: EventHandlerOptions): (request: Request) => Promise<Response> {
  const desk = openDesk(options);
  return async (request) => {
    try {
      return await serve(desk, request);
    } catch (error) {
      const problem = problemOf(error);
      if (problem === undefined) throw error;
      return Response.json(errorOf(problem), { status: problem.status, headers: { ...HEADERS, ...headersOf(problem, METHODS) } });
    }
  };
}

interface Desk extends Pick<EventHandlerOptions, 'verify' | 'readEvent'> {
  readonly events: EventsClient;
  readonly tokens: EventTokens | undefined;
  readonly maxBodyBytes: number;
}

function openDesk(options: EventHandlerOptions): Desk {
  const where = 'createEventHandler()';
  checkOptions(where, options, OPTION_NAMES);
  const { client, secrets, verify, readEvent, timeout, maxBodyBytes = DEFAULT_MAX_BODY_BYTES } = options;
  const missing = (option: string, problem: string, hint: string): InvalidOption => new InvalidOption({ where, option, problem, hint });
  if (secrets === undefined && readEvent === undefined) {
    throw missing(
      'secrets',
      "is missing, as is 'readEvent'",
      'Give `secrets` for signed addresses, `readEvent` for webhooks of others, or both.',
    );
  }
  if (readEvent !== undefined && verify === undefined) {
    throw missing('verify', "is missing beside 'readEvent'", "Anybody could deliver. Check the provider's signature in `verify`.");
  }
  if (!Number.isInteger(maxBodyBytes) || maxBodyBytes < 1) {
    throw missing('maxBodyBytes', `is ${maxBodyBytes}`, 'Give a number of bytes, 1 or more.');
  }
  return {
    events: eventsClient(client, timeout === undefined ? {} : { timeout }),
    tokens: secrets && eventTokens({ secrets }),
    verify,
    readEvent,
    maxBodyBytes,
  };
}

async function serve(desk: Desk, request: Request): Promise<Response> {
  if (!METHODS.includes(request.method)) {
    throw new HttpProblem(405, `This address takes an event by POST, not by ${request.method}. Nothing was delivered.`);
  }
  const token = new URL(request.url).searchParams.get('token');
  if (token === null && desk.readEvent === undefined) throw new HttpProblem(403, 'Only the addresses that were given out are taken here.');
  if (token !== null && desk.tokens === undefined) throw new HttpProblem(401, 'Signed addresses are not taken here.');
  // Before the body is read: nobody without an address makes us read one.
  const grant = token === null ? undefined : await desk.tokens?.verify(token);
  const webhook = await readWebhook(request, desk.maxBodyBytes);
  if (desk.verify !== undefined && !(await desk.verify(webhook))) {
    throw new HttpProblem(401, 'The signature of the webhook does not fit. Nothing was delivered.');
  }
  if (grant !== undefined) {
    const { workflowId, firstRunId, name, id } = grant;
    return received(await deliver(desk, { workflowId, firstRunId, name, id, ...dataIn(webhook) }, 'once'));
  }
  const event = await desk.readEvent?.(webhook);
  if (event instanceof Response) return event;
  if (event === undefined) return Response.json({ ignored: true }, { headers: HEADERS });
  return received(await deliver(desk, event, 'again'));
}

/** What a provider sends again it wants to hear is there; an address that is used again is not the same event. */
async function deliver({ events }: Desk, event: AddressedEvent, how: 'once' | 'again'): Promise<EventReceipt> {
  const { workflowId, firstRunId, name, id, data } = event;
  const receipt = await events.deliver(
    workflowId,
    { name, ...(id !== undefined && { id }), ...(data !== undefined && { data }) },
    firstRunId === undefined ? {} : { firstRunId },
  );
  if (receipt.duplicate !== true || how === 'again') return receipt;
  throw new EventRefused({ name, kind: 'received', reason: `it was already received at ${receipt.at}`, at: receipt.at });
}

function received(receipt: EventReceipt): Response {
  return Response.json(receipt, { headers: HEADERS });
}
