import type { JournaledRequest, ProviderBill } from './journaled-request.js';

type Arrival = Pick<JournaledRequest, 'path' | 'headers' | 'body'>;
type ArrivalListener = (request: JournaledRequest) => void;

/** Keeps what arrived, in order, and tells who wants to know at the moment of arrival. */
export interface RequestJournal {
  arrived(arrival: Arrival): JournaledRequest;
  update(number: number, change: Partial<JournaledRequest>): void;
  list(): readonly JournaledRequest[];
  bill(): ProviderBill;
  /** Calls `listener` for each request from now on, before it is answered. Gives the way to stop that. */
  onArrival(listener: ArrivalListener): () => void;
}

const CREDENTIALS = /^(authorization|proxy-authorization|cookie|api-key|x-api-key|x-goog-api-key)$/;

export function createRequestJournal(): RequestJournal {
  const requests: JournaledRequest[] = [];
  const listeners = new Set<ArrivalListener>();
  return {
    arrived({ path, headers, body }) {
      const idempotencyKey = headers['idempotency-key'];
      const request: JournaledRequest = {
        number: requests.length + 1,
        path,
        headers: withoutCredentials(headers),
        ...(idempotencyKey !== undefined && { idempotencyKey }),
        body,
        arrivedAtMs: Date.now(),
      };
      requests.push(request);
      for (const listener of listeners) listener(request);
      return request;
    },
    update(number, change) {
      const request = requests[number - 1];
      if (request !== undefined) requests[number - 1] = { ...request, ...change };
    },
    list: () => [...requests],
    bill: () => ({ requests: requests.length, repeated: requests.length - new Set(requests.map(contentOf)).size }),
    onArrival(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function withoutCredentials(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !CREDENTIALS.test(name)));
}

/** What makes two requests the same. */
export function contentOf({ path, body }: JournaledRequest): string {
  return JSON.stringify([path, body]);
}
