/** Where content of a user goes in, or comes out, on any side. */
export const ENTRANCES = [
  'input of a run',
  'large input of a run',
  'memo at the start',
  'memo set by the workflow',
  'summary of a run',
  'details of a run',
  'summary of a timer',
  'signal',
  'argument of an update',
  'answer of an update',
  'value that a person chose',
  'reason of a person',
  'result of a run',
  'failure of a run',
  'details of a failure',
  'input of a child',
  'result of a child',
  'memo of a child',
  'input of the next run',
  'argument of a schedule',
  'input of a step',
  'result of a step',
  'large result of a step',
  'failure of a step',
  'artifact of a client',
  'artifact of a step',
  'preview of an artifact',
  'item of a fan-out',
  'instructions of an agent',
  'prompt',
  'image in a prompt',
  'description of a tool',
  'argument of a tool call',
  'result of a tool',
  'large result of a tool',
  'preview of a result',
  'answer of a model',
  'input of a write',
  'result of a write',
  'large result of a write',
  'failure of a check',
] as const;

export type Entrance = (typeof ENTRANCES)[number];

/** A text that stands nowhere but where it was put: plain, it is found; encrypted, it is not. */
export function canaryOf(entrance: Entrance): string {
  return `canary <${entrance}> 5e1d07`;
}
