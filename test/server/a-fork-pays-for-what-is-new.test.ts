import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openForkScene, type ForkScene } from '../fixtures/fork/fork-scene.ts';
import { outside } from '../fixtures/fork/steps.ts';

let scene: ForkScene;

beforeAll(async () => {
  scene = await openForkScene();
});

afterAll(() => scene.close());

beforeEach(() => {
  Object.assign(outside, { looks: [], rows: [], isMended: false, refuses: false });
});

test.each(['loop', 'streamed'])('an agent goes on from a step with a mended tool, and pays from there: %s', async (workflow) => {
  const origin = await scene.run(workflow, 'long moon sun');
  const history = await scene.historyOf(origin);
  const asked = scene.provider.requests().at(-1)?.body;
  outside.isMended = true;
  // The last of four model calls is asked anew, and what the tools said stands.
  const fromModel = await scene.fork(origin, { from: 4, reason: 'the tool is mended' });
  expect(fromModel).toMatchObject({ result: 'So: "sun has -1 letters"', requests: 1, looks: [] });
  // The provider gets the whole conversation, as it did then.
  expect(scene.provider.requests().at(-1)?.body).toEqual(asked);
  await scene.replay(fromModel.workflowId);
  const tools = await scene.keysOf(origin, 'tool.lookUp');
  const fromTool = await scene.fork(origin, { from: tools[1] ?? '' });
  expect(fromTool).toMatchObject({ result: 'So: "sun has 3 letters"', requests: 2, looks: ['moon', 'sun'] });
  const fromEnd = await scene.fork(origin, { from: 'end' });
  expect(fromEnd).toMatchObject({ result: 'So: "sun has -1 letters"', requests: 0, looks: [] });
  expect(await scene.historyOf(origin)).toBe(history);
});

test('what a fork took is billed to the run that it was forked from', async () => {
  const origin = await scene.run('loop', 'tide');
  const { workflowId } = await scene.fork(origin, { from: 2 });
  const billed = async (id: string): Promise<readonly unknown[]> =>
    (await scene.runs.planFork(id, { from: 'end' })).steps.flatMap(({ usage }) => usage.map((record) => record.billed));
  expect(await billed(origin)).toEqual(['yes', 'yes']);
  expect(await billed(workflowId)).toEqual(['no', 'yes']);
});

test('items of a fan-out keep their answers one by one', async () => {
  const origin = await scene.run('fanOut', ['a', 'b', 'c', 'd', 'e']);
  outside.isMended = true;
  const keys = await scene.keysOf(origin, 'function.look');
  const { result, looks } = await scene.fork(origin, { from: keys[4] ?? '' });
  expect([...looks].sort()).toEqual([expect.stringMatching(/^[a-e]$/), 'the end']);
  expect((result as string[]).filter((said) => said.includes('-1'))).toHaveLength(4);
});

test('a run that continued others is forked where the step is, and goes on as new from there', async () => {
  const origin = await scene.run('chained', ['tide', 'moon', 'sun']);
  outside.isMended = true;
  const [first, second] = await scene.keysOf(origin, 'function.look');
  const last = await scene.fork(origin, { from: second ?? '' });
  expect(last).toMatchObject({ looks: ['sun again'] });
  expect(last.result).toEqual([...Array<unknown>(5).fill(expect.stringContaining('-1')), 'sun again has 9 letters']);
  expect(await scene.fork(origin, { from: first ?? '' })).toMatchObject({ looks: ['sun', 'sun again'] });

  const { raw } = await scene.client.workflow.getHandle(origin).describe();
  const firstRun = { runId: raw.workflowExecutionInfo?.firstRunId ?? '' };
  const { steps } = await scene.runs.planFork(origin, { from: 'end', ...firstRun });
  expect(await scene.fork(origin, { from: steps[1]?.key ?? '' })).toMatchObject({
    looks: ['tide again', 'moon', 'moon again', 'sun', 'sun again'],
  });
});

test('where the code asks something else it is asked, or the recorded answer is taken, as was said', async () => {
  const origin = await scene.run('named', 'tide');
  const asked = await scene.fork(origin, { from: 'end' });
  // What it asked its tool at first is what the run had asked it.
  expect(asked).toMatchObject({ requests: 3, looks: [asked.workflowId] });
  const taken = await scene.fork(origin, { from: 'end', whenChanged: 'take' });
  expect(taken).toMatchObject({ requests: 0, looks: [], result: await scene.runs.result(origin) });
});
