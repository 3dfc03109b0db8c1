const asked = new Map<string, number>();

/** An id that a person can type, and that no other question of the run has: `write_crm-1`. */
export function nextApprovalId(about: string): string {
  const ordinal = (asked.get(about) ?? 0) + 1;
  asked.set(about, ordinal);
  return `${about}-${ordinal}`;
}
