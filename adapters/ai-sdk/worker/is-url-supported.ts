/**
 * Whether a provider fetches the file behind a URL by itself.
 *
 * @param mediaType whole (`image/png`), or its first half (`image`)
 * @param supportedUrls patterns by media type, such as `image/*`, as a model states them
 */
export function isUrlSupported(url: string, mediaType: string, supportedUrls: Readonly<Record<string, readonly RegExp[]>>): boolean {
  const type = mediaType.toLowerCase();
  return Object.entries(supportedUrls).some(
    ([pattern, addresses]) =>
      fits(type, pattern.toLowerCase()) && addresses.some(({ source, flags }) => new RegExp(source, flags.replace(/[gy]/g, '')).test(url)),
  );
}

function fits(mediaType: string, pattern: string): boolean {
  if (pattern === '*' || pattern === '*/*') return true;
  const prefix = pattern.replace('*', '');
  if (!mediaType.includes('/')) return prefix === `${mediaType}/`;
  return prefix.endsWith('/') ? mediaType.startsWith(prefix) : mediaType === prefix;
}
