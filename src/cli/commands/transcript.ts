import type { TranscriptStep } from 'onceward/client';
import { defineCommand } from '../grammar/define-command.js';
import { alignColumns } from '../output/align-columns.js';
import { toOneLine } from '../output/one-line.js';
import type { Style } from '../output/style.js';
import { READING_OPTIONS, readRun, stepOf } from '../transcript/read-run.js';

const LONGEST_ANSWER = 70;

export const transcript = defineCommand({
  path: ['transcript'],
  summary: 'Shows what a run’s models were asked and what they answered',
  arguments: { workflowId: { summary: 'Of the run; with the runs that it continues' } },
  options: READING_OPTIONS,
  details: [
    'Lists the model calls; with --step, shows the exact prompt, settings and answer of one. With --json, everything of all steps or of that one.',
    'Prompts and answers are shown as they are: what people wrote and what tools found stands in them. Child workflows have transcripts of their own.',
  ].join('\n'),
  async run({ arguments: { workflowId }, options, style }) {
    const steps = await readRun({ workflowId, options });
    if (options.step === undefined) return { ok: true, data: await Promise.all(steps.map(toData)), text: listOf(steps, style) };
    const step = stepOf(steps, options.step);
    return { ok: true, data: await toData(step), text: await describe(step, style) };
  },
});

async function toData({ messages: _messages, form: _form, exchanges, ...step }: TranscriptStep): Promise<object> {
  const captured = await exchanges();
  return { ...step, ...(captured.length > 0 && { exchanges: captured }) };
}

function listOf(steps: readonly TranscriptStep[], style: Style): string {
  if (steps.length === 0) return 'No model has answered in this run yet.';
  const header = ['STEP', 'ANSWERED', 'MODEL', 'MESSAGES', 'TOKENS', 'ANSWER'].map((title) => style('bold', title));
  const rows = steps.map(({ number, answeredAt, activityType, prompt, usage, answer }) => [
    String(number),
    answeredAt.toISOString(),
    toOneLine(activityType),
    String(prompt.length),
    usage.map(({ tokens: { input = 0, output = 0 } }) => `${input} in, ${output} out`).join('; '),
    toOneLine(JSON.stringify(answer), LONGEST_ANSWER),
  ]);
  return alignColumns([header, ...rows]);
}

async function describe(step: TranscriptStep, style: Style): Promise<string> {
  const { number, activityType, answeredAt, prompt, settings, answer } = step;
  const part = (title: string, value: unknown): string => `${style('bold', title)}\n${JSON.stringify(value, undefined, 2)}`;
  return [
    `Step ${number}, ${activityType}, answered ${answeredAt.toISOString()}`,
    part('PROMPT', prompt),
    part('SETTINGS', settings),
    part('ANSWER', answer),
    ...(await step.exchanges()).flatMap(({ request, response }) => [
      ...(request === undefined ? [] : [part('REQUEST', request)]),
      ...(response === undefined ? [] : [part('RESPONSE', response)]),
    ]),
  ].join('\n\n');
}
