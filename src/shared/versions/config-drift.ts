import type { PinnedConfig } from '../contract/pinned-config.js';

/** What a run does when the code that goes on with it is configured otherwise than the code that it began with. */
export type ConfigDrift = 'keep' | 'upgrade' | 'fail';

export const CONFIG_DRIFTS = ['keep', 'upgrade', 'fail'] as const satisfies readonly ConfigDrift[];

/** One difference, in words. */
export interface ConfigChange {
  readonly part: 'model' | 'prompt' | 'tool' | 'framework' | 'value';
  readonly text: string;
}

/** What is different in what a model is asked with now, in the order of the record. Nothing when both are the same. */
export function changesBetween(recorded: PinnedConfig, present: PinnedConfig): readonly ConfigChange[] {
  const [before, now] = [recorded.models.join(', '), present.models.join(', ')];
  return [
    ...(before === now ? [] : [{ part: 'model' as const, text: `model ${before} → ${now}` }]),
    ...(recorded.prompt === present.prompt ? [] : [{ part: 'prompt' as const, text: 'instructions' }]),
    ...namesOf(recorded.tools, present.tools).flatMap((name) => changeOfTool(name, recorded.tools[name], present.tools[name])),
    ...namesOf(recorded.frameworks, present.frameworks).flatMap((name) =>
      changeOfFramework(name, recorded.frameworks[name], present.frameworks[name]),
    ),
  ];
}

/** In one line, for a person. */
export function describeConfig({ models, prompt, tools, frameworks }: PinnedConfig): string {
  const names = Object.keys(tools);
  const versions = Object.entries(frameworks).map(([name, version]) => `${name} ${version}`);
  return [
    models.join(', '),
    `instructions ${prompt.slice(0, 8)}`,
    names.length === 0 ? 'no tools' : `tools ${names.join(', ')}`,
    ...versions,
  ].join(' · ');
}

function changeOfTool(name: string, before: string | undefined, now: string | undefined): readonly ConfigChange[] {
  if (before === now) return [];
  const what = before === undefined ? 'added' : now === undefined ? 'gone' : 'changed';
  return [{ part: 'tool', text: `tool ${name} ${what}` }];
}

function changeOfFramework(name: string, before = 'none', now = 'none'): readonly ConfigChange[] {
  return before === now ? [] : [{ part: 'framework', text: `${name} ${before} → ${now}` }];
}

function namesOf(one: object, other: object): readonly string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].toSorted();
}
