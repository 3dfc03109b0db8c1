/** How the test server is started; its port follows. */
export interface TestServerProgram {
  readonly file: string;
  readonly commandLine: readonly string[];
  /** To be called when a server that was started with it has ended. */
  readonly ended?: () => void;
}

/** What one way of getting the test server came to. */
export type TestServerResult = TestServerProgram | { readonly problem: string };
