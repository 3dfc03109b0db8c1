import type { WorkflowHandle } from '@temporalio/client';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startEffectsScene, type EffectsScene } from '../support/effects-scene.ts';
import { sagaWithKills, wrongRows } from '../support/saga-crashes.ts';

let scene: EffectsScene;

beforeAll(async () => {
  scene = await startEffectsScene();
});

afterAll(() => scene.stop());
beforeEach(() => scene.service.reset());

// Five workers die and are started anew.
test('a saga whose worker dies at each of its requests leaves no row and takes back the last first', { timeout: 180_000 }, async () => {
  // Three writes, of which the last is refused, and two deletions: five requests.
  const outcome = await sagaWithKills(scene, { refused: true, cut: (number) => (number % 2 === 0 ? 'before' : 'after') });
  expect(outcome).toMatchObject({ result: 'taken back: unprocessable', kills: 5, takenBack: ['accounting', 'crm'] });
  expect(wrongRows(outcome, true)).toBe(0);
});

describe('with a worker that lives', () => {
  beforeAll(async () => {
    await scene.employ();
  });

  const run = async (workflow: string, ...args: unknown[]): Promise<unknown> => (await scene.start(workflow, ...args)).result();

  test('a saga in which nothing fails takes nothing back', async () => {
    expect(await run('writeAll', ['crm', 'archive'], 'trip')).toBe('written');
    expect(scene.service.rows.map(({ system, deletedBy }) => [system, deletedBy])).toEqual([
      ['crm', undefined],
      ['archive', undefined],
    ]);
  });

  test('what cannot be taken back is named, and does not keep the rest from being taken back', async () => {
    scene.service.settings.refuses = { archive: { method: 'POST', status: 409 }, accounting: { method: 'DELETE', status: 403 } };
    expect(JSON.parse((await run('writeAll', ['crm', 'accounting', 'archive'], 'trip')) as string)).toEqual({
      type: 'CompensationFailed',
      takenBack: ['crm'],
      standing: ['accounting'],
      unknown: [],
    });
  });

  test('a write that nobody knows about is named', async () => {
    scene.service.settings.refuses = { archive: { method: 'POST', status: 500 } };
    expect(JSON.parse((await run('writeAll', ['crm', 'archive'], 'trip')) as string)).toMatchObject({
      takenBack: ['crm'],
      unknown: ['archive'],
    });
  });

  test('a person is asked about it when the saga says so, and may have it tried again', async () => {
    scene.service.settings.refuses = { archive: { method: 'POST', status: 409 }, crm: { method: 'DELETE', status: 403 } };
    const handle = await scene.start('writeAll', ['crm', 'archive'], 'trip', { name: 'trip', onFailedCompensation: 'ask' });
    const title = expect.stringMatching(/^trip: taking back crm failed: takeBack failed \(permission\): .* Try again\?$/) as unknown;
    await expect.poll(() => handle.query('onceward.approval.pending'), { timeout: 90_000 }).toMatchObject([{ id: 'trip:crm', title }]);
    scene.service.settings.refuses = {};
    await handle.executeUpdate('onceward.approval.decide', { args: [{ id: 'trip:crm', action: 'approve' }] });
    expect(await handle.result()).toBe('taken back: conflict');
    expect(scene.service.rows.every(({ deletedBy }) => deletedBy !== undefined)).toBe(true);
  });

  describe('when a step is refused for good and the saga says ask, a person is asked before anything is taken back', () => {
    const title = expect.stringMatching(/^trip: archive failed: write failed \(conflict\): .* Try again\?$/) as unknown;
    const startAsking = async (): Promise<WorkflowHandle> => {
      scene.service.settings.refuses = { archive: { method: 'POST', status: 409 } };
      const handle = await scene.start('writeAll', ['crm', 'archive'], 'trip', { name: 'trip', onFailedStep: 'ask' });
      await expect
        .poll(() => handle.query('onceward.approval.pending'), { timeout: 90_000 })
        .toMatchObject([{ id: 'trip:archive', title }]);
      expect(standing()).toEqual(['crm']);
      return handle;
    };
    const answer = (handle: WorkflowHandle, action: string): Promise<unknown> =>
      handle.executeUpdate('onceward.approval.decide', { args: [{ id: 'trip:archive', action }] });

    test('who may have it tried again, under a key of its own', async () => {
      const handle = await startAsking();
      scene.service.settings.refuses = {};
      await answer(handle, 'approve');
      expect(await handle.result()).toBe('written');
      expect(standing()).toEqual(['crm', 'archive']);
      const keys = scene.service.requests.filter(({ path }) => path === '/records/archive').map(({ key }) => key);
      expect(new Set(keys).size).toBe(2);
      expect(keys).toHaveLength(2);
    });

    test('who may give up', async () => {
      const handle = await startAsking();
      await answer(handle, 'reject');
      expect(await handle.result()).toBe('taken back: conflict');
      expect(standing()).toEqual([]);
    });

    test('and a run that is cancelled meanwhile takes back, and knows that the refused step did nothing', async () => {
      const handle = await startAsking();
      await handle.cancel();
      await expect(handle.result()).rejects.toMatchObject({ cause: { name: 'CancelledFailure' } });
      expect(standing()).toEqual([]);
    });

    test('but not about a step that may have happened', async () => {
      scene.service.settings.refuses = { archive: { method: 'POST', status: 500 } };
      expect(JSON.parse((await run('writeAll', ['crm', 'archive'], 'trip', { onFailedStep: 'ask' })) as string)).toMatchObject({
        takenBack: ['crm'],
        unknown: ['archive'],
      });
    });
  });

  test('writes at once are taken back too, also one that ends after the failure', async () => {
    scene.service.settings.refuses = { archive: { method: 'POST', status: 409 } };
    expect(await run('writeAllAtOnce', ['crm', 'accounting', 'archive'], 'trip')).toBe('taken back');
    expect(scene.service.rows).toHaveLength(2);
    expect(scene.service.rows.every(({ deletedBy }) => deletedBy !== undefined)).toBe(true);
  });

  test('a run that is cancelled takes back, the write under way included', async () => {
    let release = (): void => undefined;
    const arrived = new Promise<void>((resolve) => (release = resolve));
    scene.service.settings.cut = ({ path, method }) => {
      if (method === 'POST' && path === '/records/accounting') release();
      return undefined;
    };
    const handle = await scene.start('writeAll', ['crm', 'accounting', 'archive', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'], 'trip');
    await arrived;
    await handle.cancel();
    await expect(handle.result()).rejects.toMatchObject({ cause: { name: 'CancelledFailure' } });
    const { rows } = scene.service;
    expect(rows.length).toBeLessThan(11);
    expect(rows.filter(({ deletedBy }) => deletedBy === undefined)).toEqual([]);
  });

  test('what cannot work is refused: a name twice, an option’s value', async () => {
    const [twice, shrug, wink] = (await run('badSagas')) as string[];
    expect(twice).toContain("'one' is there already");
    expect(shrug).toContain("option 'onFailedCompensation' is shrug");
    expect(wink).toContain("option 'onFailedStep' is wink");
  });
});

function standing(): string[] {
  return scene.service.rows.filter(({ deletedBy }) => deletedBy === undefined).map(({ system }) => system);
}
