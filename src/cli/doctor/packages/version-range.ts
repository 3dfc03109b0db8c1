type Version = readonly [major: number, minor: number, patch: number];

/**
 * Whether a version fits a range as this package's own package.json writes them: `>=22.15`, `^8.7.1`, `^6 || ^7`. What follows the three
 * numbers (`-beta.1`) does not count.
 */
export function fitsRange(version: string, range: string): boolean {
  return range.split('||').some((part) => fitsPart(toVersion(version), part.trim()));
}

function fitsPart(version: Version, part: string): boolean {
  const least = toVersion(part.replace(/^(?:>=|\^)\s*/, ''));
  if (compare(version, least) < 0) return false;
  if (part.startsWith('>=')) return true;
  if (part.startsWith('^')) return changesBreak(version) === changesBreak(least);
  return compare(version, least) === 0;
}

/** The part of a version that a caret range holds: `1`, or `0.4` before the first major version. */
function changesBreak([major, minor, patch]: Version): string {
  if (major > 0) return String(major);
  return minor > 0 ? `0.${minor}` : `0.0.${patch}`;
}

function toVersion(text: string): Version {
  const [major = 0, minor = 0, patch = 0] =
    /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?/
      .exec(text)
      ?.slice(1)
      .map((digits) => Number(digits ?? 0)) ?? [];
  return [major, minor, patch];
}

function compare(one: Version, other: Version): number {
  return one[0] - other[0] || one[1] - other[1] || one[2] - other[2];
}
