/** What an agent is given; the model server reads it back from the prompt. Pure: workflows use it too. */
export interface AgentTask {
  /** Model calls that each ask for one tool; one more call ends the run. */
  readonly steps: number;
  /** Another seed, another text: nothing an earlier run stored is found again. */
  readonly seed: number;
}

export function promptOf({ steps, seed }: AgentTask): string {
  return `Task ${seed} in ${steps} steps: find out what the handbook says, one document after the other, and sum it up.`;
}

export function findTask(text: string): AgentTask | undefined {
  const match = /Task (\d+) in (\d+) steps/.exec(text);
  return match === null ? undefined : { seed: Number(match[1]), steps: Number(match[2]) };
}
