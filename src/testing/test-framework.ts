/** What a contract needs of a test framework. Vitest and Jest have it under these names; of `node:test` give `before` and `after`. */
export interface TestFramework {
  readonly describe: (name: string, define: () => void) => unknown;
  readonly test: (name: string, run: () => Promise<void>) => unknown;
  readonly beforeAll: (run: () => Promise<void>) => unknown;
  readonly afterAll: (run: () => Promise<void>) => unknown;
}
