import { join } from 'node:path';
import { startCompanyRegistry } from './company-registry.ts';
import { startDownstream } from './downstream.ts';
import type { RunningService } from './http-service.ts';
import { startModelServer } from './model-server.ts';

export type ServiceName = 'modelServer' | 'companyRegistry' | 'crm' | 'accounting' | 'archive';
export type ServiceUrls = Readonly<Record<ServiceName, string>>;

export interface RunningServices {
  readonly urls: ServiceUrls;
  close(): Promise<void>;
}

/** Starts everything outside of the agent: the model, the company registry and three downstream systems, each with its SQLite file in the folder. */
export async function startServices({ folder }: { readonly folder: string }): Promise<RunningServices> {
  const databaseFile = (name: ServiceName): string => join(folder, `${name}.sqlite`);
  const downstream = (name: ServiceName): Promise<RunningService> => startDownstream({ name, databaseFile: databaseFile(name) });
  const services = {
    modelServer: await startModelServer({ databaseFile: databaseFile('modelServer') }),
    companyRegistry: await startCompanyRegistry({ databaseFile: databaseFile('companyRegistry') }),
    crm: await downstream('crm'),
    accounting: await downstream('accounting'),
    archive: await downstream('archive'),
  } satisfies Record<ServiceName, RunningService>;
  return {
    urls: {
      modelServer: services.modelServer.url,
      companyRegistry: services.companyRegistry.url,
      crm: services.crm.url,
      accounting: services.accounting.url,
      archive: services.archive.url,
    },
    close: async () => {
      await Promise.all(Object.values(services).map((service) => service.close()));
    },
  };
}
