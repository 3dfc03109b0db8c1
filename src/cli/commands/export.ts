import { defineCommand } from '../grammar/define-command.js';
import { READING_OPTIONS, readRun, stepOf } from '../transcript/read-run.js';

export const exportConversation = defineCommand({
  path: ['export'],
  summary: 'Prints a run’s conversation in the form in which its framework keeps messages',
  arguments: { workflowId: { summary: 'Of the run; with the runs that it continues' } },
  options: {
    ...READING_OPTIONS,
    step: { ...READING_OPTIONS.step, summary: 'Up to this model call and its answer; without it, the last one' },
  },
  details: 'A run with several conversations has one for each of the steps that end them: `onceward transcript` lists them.',
  async run({ arguments: { workflowId }, options }) {
    const messages = stepOf(await readRun({ workflowId, options }), options.step).messages();
    return { ok: true, data: messages, text: JSON.stringify(messages, undefined, 2) };
  },
});
