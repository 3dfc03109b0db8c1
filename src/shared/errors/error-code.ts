/** Every error Onceward raises: the class's name, and the `type` of the Temporal failure it becomes. Each has a page in `docs/errors/`. */
export const ERROR_CODES = [
  'ApprovalExpired',
  'ApprovalRefused',
  'CompensationFailed',
  'DecryptionFailed',
  'DuplicateActivity',
  'EventRefused',
  'EventTimedOut',
  'ExternalStorageBroken',
  'ImportRefused',
  'InvalidDurable',
  'InvalidOption',
  'ModuleNotRegistered',
  'NotDurable',
  'NotInWorkflow',
  'ResultMisassigned',
  'ServerUnreachable',
  'StaleBundle',
  'StepFailed',
  'StoreUnavailable',
  'ToolChanged',
  'ToolCallDenied',
  'ToolInputInvalid',
  'UnknownOption',
  'TemporalServerFailed',
  'TemporalServerNotFound',
  'PayloadMissing',
  'PromptLost',
  'PayloadCorrupted',
  'PayloadTooLarge',
  'UnknownStore',
  'TenantMismatch',
  'JournalUnavailable',
  'StreamStalled',
  'LedgerUnavailable',
  'LeaseLost',
  'WriteInFlight',
  'IdempotencyConflict',
  'OutcomeUnknown',
  'ReplayFailed',
  'WorkerProcessFailed',
  'TokenRefused',
  'WorkflowsNotLoadable',
  'TimeSkippingServerNotFound',
  'EmbedderMismatch',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** The name of an error's docs page: `UnknownOption` → `unknown-option`. */
export function errorSlug(code: ErrorCode): string {
  return code.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
}
