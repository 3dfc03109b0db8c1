/** Whether a text is in these bytes, plain or in one of the forms in which bytes are written as text. */
export function holdsSecret(content: Buffer, secret: string): boolean {
  return formsOf(secret).some((form) => content.includes(form));
}

function formsOf(secret: string): readonly Buffer[] {
  const bytes = Buffer.from(secret);
  const texts = [bytes.toString('hex'), encodeURIComponent(secret), ...[0, 1, 2].map((offset) => base64Within(bytes, offset))];
  return [bytes, Buffer.from(secret, 'utf16le'), ...texts.map((text) => Buffer.from(text))];
}

/** The base64 of bytes that stand `offset` bytes after a multiple of three, without the characters that their neighbours decide. */
function base64Within(bytes: Buffer, offset: number): string {
  const padded = Buffer.concat([Buffer.alloc(offset), bytes])
    .toString('base64')
    .replaceAll('=', '');
  return padded.slice(Math.ceil((offset * 8) / 6), -1);
}
