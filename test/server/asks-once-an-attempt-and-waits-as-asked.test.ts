import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CLIENTS, WAITS, withRequestsScene, type Outcome, type RequestsScene } from '../support/requests-scene.ts';

let scene: RequestsScene;
let finish: () => void;
let finished: Promise<void>;
const waited = new Map<string, Promise<Outcome>>();

/** All waits go on at once, while the other tests run. */
beforeAll(async () => {
  scene = await new Promise<RequestsScene>((opened, failed) => {
    finished = withRequestsScene((open) => {
      opened(open);
      return new Promise<void>((resolve) => (finish = resolve));
    });
    finished.catch(failed);
  });
  for (const name of Object.keys(WAITS)) waited.set(name, scene.ask('aiSdkOpenAI', name));
});

afterAll(async () => {
  // Also when not all tests were chosen: a worker does not end as long as a call of it waits.
  await Promise.allSettled(waited.values());
  finish();
  await finished;
});

describe('an attempt is one HTTP request, whatever retries the client came with', () => {
  test.each(CLIENTS)('%s', async (client) => {
    const { requests, answer } = await scene.ask(client, 'always');
    expect({ requests, answer }).toEqual({ requests: 2, answer: undefined });
  });
});

describe('the second attempt comes no sooner than the provider asked', () => {
  test.each(Object.entries(WAITS))('%s', async (name, { askedMs }) => {
    const { requests, gapMs, answer } = (await waited.get(name)) ?? expect.unreachable();
    expect({ requests, answer }).toEqual({ requests: 2, answer: 'Hello' });
    expect(gapMs).toBeGreaterThanOrEqual(askedMs);
  });
});

test('a worker says at its start which client sends again by itself, and nothing of the others', () => {
  const lines = scene.log.filter((line) => line.includes('sends a failed request again'));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(
    /^'aroundAClient' of .*models\.ts: its client .* up to 2 times an attempt\. Make the client with `maxRetries: 0`/,
  );
});
