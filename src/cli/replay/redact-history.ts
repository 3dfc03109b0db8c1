/** Fields of events whose payloads a replay never reads: what was sent away, and what the run returned. */
const NOT_READ: Readonly<Record<string, readonly string[]>> = {
  activityTaskScheduledEventAttributes: ['input'],
  startChildWorkflowExecutionInitiatedEventAttributes: ['input', 'memo'],
  signalExternalWorkflowExecutionInitiatedEventAttributes: ['input'],
  nexusOperationScheduledEventAttributes: ['input'],
  workflowExecutionCompletedEventAttributes: ['result'],
  workflowExecutionFailedEventAttributes: ['failure'],
  workflowExecutionContinuedAsNewEventAttributes: ['input', 'memo'],
  workflowExecutionUpdateCompletedEventAttributes: ['outcome'],
};

type Event = Readonly<Record<string, unknown>>;

/**
 * The JSON of a history without the content that a replay does not read: prompts and inputs of steps, and the result of the run. What the
 * workflow code reads has to stay, for without it the code would do something else: the run's input, results of steps, signals.
 */
export function redactHistory({ events }: { readonly events: readonly Event[] }): { readonly events: readonly Event[] } {
  return { events: events.map(redactEvent) };
}

function redactEvent(event: Event): Event {
  const [name] = Object.keys(event).filter((field) => field in NOT_READ);
  if (name === undefined) return event;
  const hidden = new Set(NOT_READ[name]);
  const { userMetadata: _summary, ...rest } = event;
  return { ...rest, [name]: Object.fromEntries(Object.entries(event[name] as object).filter(([field]) => !hidden.has(field))) };
}
