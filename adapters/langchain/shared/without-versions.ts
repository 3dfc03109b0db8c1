/** Metadata without the versions that LangChain adds to its objects by itself: they differ between worker and bundle, and models never see them. */
export function withoutVersions(metadata: Readonly<Record<string, unknown>> = {}): Record<string, unknown> | undefined {
  const { versions: _versions, ...own } = metadata;
  return Object.keys(own).length === 0 ? undefined : own;
}
