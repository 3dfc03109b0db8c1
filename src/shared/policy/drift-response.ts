/** What becomes of a recorded result that was made from another input than the code sends now. */
export const DRIFT_RESPONSES = ['ignore', 'warn', 'fail'] as const;

export type DriftResponse = (typeof DRIFT_RESPONSES)[number];

/** Texts of prompts change daily, and a run that is past one is to go on; but somebody should be able to see it. */
export const DEFAULT_DRIFT: DriftResponse = 'warn';
