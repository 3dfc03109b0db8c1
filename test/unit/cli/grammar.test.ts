import { describe, expect, test } from 'vitest';
import { CommandFailed } from '../../../src/cli/grammar/command-failed.ts';
import { defineCommand } from '../../../src/cli/grammar/define-command.ts';
import { runCommandLine } from '../../../src/cli/grammar/run-command-line.ts';
import { runCli } from './run-cli.ts';

const runs: unknown[] = [];

const list = defineCommand({
  path: ['runs', 'list'],
  summary: 'Lists runs',
  options: { limit: { type: 'string', value: 'count', summary: 'How many' }, all: { type: 'boolean', summary: 'Closed ones too' } },
  run: async ({ options }) => {
    runs.push(options);
    return { ok: true, data: [{ id: 'a' }], text: 'a' };
  },
});
const stop = defineCommand({
  path: ['runs', 'stop'],
  summary: 'Stops a run',
  arguments: { runId: { summary: 'Which' } },
  options: { reason: { type: 'string', required: true, summary: 'Why' } },
  run: async ({ arguments: { runId }, options: { reason } }) => ({
    ok: runId !== 'missing',
    data: { runId, reason },
    text: `stopped ${runId}`,
  }),
});
const broken = defineCommand({
  path: ['broken'],
  summary: 'Fails',
  run: () => Promise.reject(new CommandFailed('The disk is full.', 'Empty it.')),
});

async function type(...words: string[]): Promise<{ exitCode: number; printed: string; complained: string }> {
  let printed = '';
  let complained = '';
  const terminal = {
    style: (_format: unknown, text: string) => text,
    print: (text: string) => void (printed += text),
    complain: (text: string) => void (complained += text),
  };
  const exitCode = await runCommandLine({ words, commands: [list, stop, broken], version: '1.2.3', terminal });
  return { exitCode, printed, complained };
}

describe('a command line', () => {
  test('reaches the command with typed options, and a boolean that was not given is false', async () => {
    expect(await type('runs', 'list', '--limit', '-5')).toEqual({ exitCode: 0, printed: 'a', complained: '' });
    expect(runs.at(-1)).toEqual({ limit: '-5', all: false, json: false, help: false });
  });

  test('prints data with --json on every command', async () => {
    const { printed } = await type('runs', 'stop', 'r1', '--json', '--reason=late');
    expect(JSON.parse(printed)).toEqual({ runId: 'r1', reason: 'late' });
  });

  test('exits with 1 when the command says it is not ok, or fails, and shows the fix', async () => {
    expect(await type('runs', 'stop', 'missing', '--reason', 'x')).toMatchObject({ exitCode: 1, printed: 'stopped missing' });
    expect(await type('broken')).toEqual({ exitCode: 1, printed: '', complained: 'The disk is full.\n  Empty it.' });
    expect(JSON.parse((await type('broken', '--json')).printed)).toEqual({ error: { message: 'The disk is full.', fix: 'Empty it.' } });
  });

  test.each([
    [['rnus'], "onceward has no command 'rnus'. Did you mean 'runs'?"],
    [['zzz'], "onceward has no command 'zzz'. It has runs, broken."],
    [['runs', 'lsit'], "onceward runs has no command 'lsit'. Did you mean 'list'?"],
    [['runs', 'list', '--limt', '3'], "onceward runs list has no option --limt. Did you mean '--limit'?"],
    [['runs', 'list', '--constructor'], 'onceward runs list has no option --constructor.'],
    [['runs', 'list', '--limit'], '--limit needs a value.'],
    [['runs', 'list', '--limit', '--all'], '--limit needs a value; for one that starts with a dash write --limit=--all.'],
    [['runs', 'list', '--all=yes'], '--all takes no value.'],
    [['runs', 'list', '--limit', '1', '--limit', '2'], '--limit is given twice.'],
    [['runs', 'list', 'extra'], "onceward runs list takes no further argument, but got 'extra'."],
    [['runs', 'stop', '--reason', 'x'], 'onceward runs stop needs <runId>.'],
    [['runs', 'stop', 'r1'], 'onceward runs stop needs --reason.'],
  ])('%j is answered with %j and exit code 2', async (words, message) => {
    expect(await type(...words)).toEqual({ exitCode: 2, printed: '', complained: message });
  });

  test('that names only a noun shows its commands, as help when asked and as a complaint otherwise', async () => {
    const asked = await type('runs', '--help');
    expect(asked.exitCode).toBe(0);
    expect(asked.printed).toContain('onceward runs stop <runId> --reason <value>  Stops a run');
    expect(asked.printed).not.toContain('broken');
    const typed = await type('runs');
    expect(typed).toMatchObject({ exitCode: 2, printed: '' });
    expect(typed.complained).toContain('onceward runs needs a command.');
  });

  test('with --help explains every argument and option of the command, and runs nothing', async () => {
    const before = runs.length;
    const { exitCode, printed } = await type('runs', 'list', '--help', '--nonsense');
    expect(exitCode).toBe(0);
    for (const part of ['Lists runs', '--limit <count>', 'How many', '--all', 'Closed ones too', '--json']) expect(printed).toContain(part);
    expect(runs.length).toBe(before);
  });

  test('takes what follows -- as arguments', async () => {
    const { printed } = await type('runs', 'stop', '--reason', 'x', '--json', '--', '--help');
    expect(JSON.parse(printed)).toEqual({ runId: '--help', reason: 'x' });
  });
});

describe('the program', () => {
  test('lists every command with --help, without colours in a pipe', async () => {
    const { exitCode, stdout } = await runCli(['--help']);
    expect(exitCode).toBe(0);
    for (const command of [
      'doctor',
      'approvals list',
      'approvals approve',
      'approvals reject',
      'approvals edit',
      'approvals respond',
      'lock',
    ]) {
      expect(stdout).toContain(`onceward ${command}`);
    }
    expect(stdout).not.toContain('\u001B');
  });

  test('ends with 2 for what it does not understand, and says its version', async () => {
    expect(await runCli(['docter'])).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: "onceward has no command 'docter'. Did you mean 'doctor'?\n",
    });
    expect((await runCli(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
