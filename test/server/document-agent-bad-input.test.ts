import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { extractionPasses } from '../../examples/document-agent/scene/extraction-passes.ts';
import { startDocumentAgentScene, type DocumentAgentScene } from '../support/document-agent-scene.ts';
import { lockedPdf, smallPdf } from '../unit/document-agent/fixtures/small-pdf.ts';

const ALL_PASSES = extractionPasses.map(({ name }) => name);
const ALWAYS = 1_000;
let scene: DocumentAgentScene;

beforeAll(async () => {
  scene = await startDocumentAgentScene();
  await scene.startWorker('agents');
  await scene.startWorker('gpu');
});

afterEach(() => scene.calmDown());
afterAll(() => scene.stop());

test('a document with nothing to read is written as one that states nothing', async () => {
  const handle = await scene.start(smallPdf());
  expect(await handle.result()).toMatchObject({
    status: 'written',
    unanswered: [],
    decidedBy: 'the document',
    facts: { claimant: { claimant: null } },
  });
  expect(await scene.rowsOf(handle, 'archive')).toHaveLength(1);
});

test('nonsense from the model gets a fresh sample', async () => {
  const before = await scene.requests('modelServer', 'claimant');
  await scene.control('modelServer', { nonsenseNext: 1 });
  expect(await (await scene.start(smallPdf())).result()).toMatchObject({ status: 'written', unanswered: [] });
  expect(await scene.requests('modelServer', 'claimant')).toHaveLength(before.length + 2);
});

test('nonsense from the model again and again leaves the passes unanswered, and the run goes on', async () => {
  await scene.control('modelServer', { nonsenseNext: ALWAYS });
  const before = await scene.requests('modelServer');
  const handle = await scene.start(smallPdf());
  expect(await handle.result()).toMatchObject({ status: 'written', facts: {}, unanswered: ALL_PASSES });
  expect(await scene.requests('modelServer')).toHaveLength(before.length + 2 * ALL_PASSES.length);
  expect(await scene.rowsOf(handle, 'archive')).toMatchObject([{ body: { totalEur: null } }]);
});

test.each([
  ['broken', new TextEncoder().encode('Dear Sir or Madam, this is a letter.'), 'This file of 36 bytes is not a PDF that can be opened'],
  ['encrypted', lockedPdf(), 'This PDF is protected by a password. Save a copy without one and use that.'],
])('a PDF that is %s ends the run at its first step, at once, and says so', async (_, pdf, message) => {
  const handle = await scene.start(pdf);
  const error: unknown = await handle.result().catch((thrown: unknown) => thrown);
  const failure = error instanceof WorkflowFailedError ? error.cause : error;
  expect(failure).toBeInstanceOf(ApplicationFailure);
  expect(failure).toMatchObject({ type: 'Unprocessable', message: expect.stringContaining(message) as string });
  const { events = [] } = await handle.fetchHistory();
  const steps = (events ?? []).flatMap((event) => event.activityTaskStartedEventAttributes ?? []);
  expect(steps).toMatchObject([{ attempt: 1 }]);
});
