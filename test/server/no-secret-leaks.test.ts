import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { holdsSecret } from '../../src/testing/history/holds-secret.ts';
import { MARKERS, PLANTED } from '../support/secrets/planted-secrets.ts';
import { startSecretsScene, type Place, type SecretsScene } from '../support/secrets/secrets-scene.ts';
import { SECRET_IN_SOURCE } from '../support/secrets/steps.ts';

const PLACES: readonly Place[] = ['histories', 'database', 'journal', 'log', 'spans', 'bundle'];
const SECRETS = { ...PLANTED, 'a text in the source of a durable module': SECRET_IN_SOURCE };
const WRONG_KEY = 401;
const PASSING_FAULT = 500;

let scene: SecretsScene;
let contents: Readonly<Record<Place, Buffer>>;

beforeAll(async () => {
  scene = await startSecretsScene();
  await scene.askModel(MARKERS.input);
  await scene.refuse(PASSING_FAULT);
  await scene.askModel('A question that is answered the second time');
  await scene.refuse(WRONG_KEY);
  await expect(scene.askModel('A question that is refused')).rejects.toThrow();
  await scene.runStep('answer');
  await scene.runStep('answerUnjournaled');
  for (const name of ['failAsProvider', 'failAsHttpClient', 'failAsQuotingServer', 'failWithCause', 'failAsDatabase'] as const)
    await expect(scene.runStep(name)).rejects.toThrow();
  contents = await scene.contents();
});

afterAll(() => scene.stop());

describe.each(Object.entries(SECRETS))('%s', (_, secret) => {
  test.each(PLACES)('is not in the %s', (place) => {
    expect(holdsSecret(contents[place], secret)).toBe(false);
  });
});

describe('the search finds what is there', () => {
  test.each([
    ['input of a run', MARKERS.input, ['histories', 'database']],
    ['result of a step', MARKERS.result, ['histories', 'database', 'journal']],
    ['line of the worker', MARKERS.log, ['log']],
    ['name of a workflow', 'askModel', ['histories', 'database', 'log', 'bundle']],
    ['summary of an error, its secret left out', 'connect ECONNREFUSED postgres://[redacted]@', ['histories', 'database', 'log', 'spans']],
  ] satisfies [string, string, Place[]][])('a %s', (_, text, places) => {
    expect(PLACES.filter((place) => holdsSecret(contents[place], text))).toEqual(places);
  });

  test.each(['', 'a', 'ab'])('a text written as base64 after %j', (before) => {
    const written = Buffer.from(Buffer.from(`${before}${MARKERS.input}, and more`).toString('base64'));
    expect(holdsSecret(written, MARKERS.input)).toBe(true);
    expect(holdsSecret(written, MARKERS.result)).toBe(false);
  });
});
