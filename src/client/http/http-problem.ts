/** What a program can read of a refusal. */
export interface ProblemFacts {
  readonly kind?: string;
  readonly action?: string;
  readonly by?: string;
  /** ISO 8601. */
  readonly at?: string;
}

/** Why a request is not served: a status, and a sentence for whoever sent it. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  readonly status: number;
  readonly facts: ProblemFacts;

  constructor(status: number, message: string, facts: ProblemFacts = {}) {
    super(message);
    this.status = status;
    this.facts = facts;
  }
}
