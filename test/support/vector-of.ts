/** The vector that the world outside gives a text which begins with a number: of numbers that a 32-bit float holds exactly. */
export function vectorOf(text: string, dimensions: number): number[] {
  const start = Number.parseInt(text, 10) * 7;
  return Array.from({ length: dimensions }, (_, column) => ((start + column) % 1_000) / 1_024);
}
