import type { ClientPlugin } from '@temporalio/client';
import type * as testing from '@temporalio/testing';
import { TimeSkippingServerNotFound } from '../../shared/errors/time-skipping-server-not-found.js';

/** Temporal's own `create`, which its published types leave out: the only way to give a server that runs already and skips time. */
interface EnvironmentFactory {
  create(options: {
    readonly server: { readonly type: 'existing' };
    readonly supportsTimeSkipping: true;
    readonly address: string;
    readonly namespace: string;
    readonly client: { readonly plugins: ClientPlugin[] };
  }): Promise<testing.TestWorkflowEnvironment>;
}

/** Connects Temporal's test environment with a test server that is running. */
export async function attachEnvironment(
  address: string,
  namespace: string,
  plugins: readonly ClientPlugin[],
): Promise<testing.TestWorkflowEnvironment> {
  const { TestWorkflowEnvironment: environment } = await importTesting();
  const factory = environment as unknown as EnvironmentFactory;
  return factory.create({
    server: { type: 'existing' },
    supportsTimeSkipping: true,
    address,
    namespace,
    client: { plugins: [...plugins] },
  });
}

async function importTesting(): Promise<typeof testing> {
  try {
    return await import('@temporalio/testing');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new TimeSkippingServerNotFound({ tried: ['@temporalio/testing: it is not installed'] });
  }
}
