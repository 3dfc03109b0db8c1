import { z } from 'zod';

const failureSchema = z.strictObject({
  /** The status to answer with; 0 closes the connection without an answer. */
  status: z.int().min(0).max(599),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.unknown().optional(),
  /** True: the request takes effect first, so that only its answer is lost. Default false. */
  afterHandling: z.boolean().optional(),
});

export type Failure = z.infer<typeof failureSchema>;

/** How a service behaves towards the requests it counts; set with `POST /control`, undone with `DELETE /control`. */
const commonSchema = z.strictObject({
  /** How long each request waits before it is handled. */
  delayMs: z.number().min(0).default(0),
  /** The failures of the next requests, one each. */
  failNext: z.array(failureSchema).default([]),
  /** The failure of every request, for good. */
  failAlways: failureSchema.nullable().default(null),
  /** How many of the next requests never get an answer. */
  hangNext: z.int().min(0).default(0),
  /** All of the above concerns only requests with this label; empty for all. */
  only: z.string().default(''),
});

export type CommonBehaviour = z.infer<typeof commonSchema>;

export interface BehaviourControl<Extra extends z.ZodRawShape> {
  current(): CommonBehaviour & z.infer<z.ZodObject<Extra>>;
  /** Changes what is named and leaves the rest. Throws an error whose message says what cannot be used. */
  change(settings: Record<string, unknown>): void;
  reset(): void;
  /** What happens to a request with this label: takes one of the counted failures. */
  takeFault(label: string): { readonly delayMs: number; readonly hang: boolean; readonly failure: Failure | undefined };
}

/** The behaviour that every service has, with the settings that one service adds; each added setting needs a default. */
export function createBehaviourControl<Extra extends z.ZodRawShape>(extra: Extra): BehaviourControl<Extra> {
  const schema = commonSchema.extend(extra);
  type Behaviour = CommonBehaviour & z.infer<z.ZodObject<Extra>>;
  const defaults = (): Behaviour => schema.parse({}) as Behaviour;
  let behaviour = defaults();
  return {
    current: () => behaviour,
    change: (settings) => {
      const result = schema.safeParse({ ...behaviour, ...settings });
      if (!result.success) throw new Error(z.prettifyError(result.error));
      behaviour = result.data as Behaviour;
    },
    reset: () => {
      behaviour = defaults();
    },
    takeFault: (label) => {
      if (behaviour.only !== '' && behaviour.only !== label) return { delayMs: 0, hang: false, failure: undefined };
      const hang = behaviour.hangNext > 0;
      if (hang) behaviour = { ...behaviour, hangNext: behaviour.hangNext - 1 };
      const [failure = behaviour.failAlways ?? undefined, ...rest] = hang ? [] : behaviour.failNext;
      if (!hang) behaviour = { ...behaviour, failNext: rest };
      return { delayMs: behaviour.delayMs, hang, failure };
    },
  };
}
