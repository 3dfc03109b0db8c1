import { OncewardError } from './onceward-error.js';

/** A reference to an artifact of another tenant than the run's. `undefined` stands for no tenant. */
export class TenantMismatch extends OncewardError {
  readonly key: string;
  readonly tenant: string | undefined;
  readonly referenceTenant: string | undefined;

  constructor({ key, tenant, referenceTenant }: { key: string; tenant?: string; referenceTenant?: string }) {
    super({
      code: 'TenantMismatch',
      message: `The artifact '${key}', whose reference names ${describe(referenceTenant)}, cannot be opened for ${describe(tenant)}.`,
      hint: 'Start the run with the tenant that the artifact was stored for, or store the content again for the tenant of this run.',
    });
    this.key = key;
    this.tenant = tenant;
    this.referenceTenant = referenceTenant;
  }

  static override isInstance(error: unknown): error is TenantMismatch {
    return OncewardError.hasCode(error, 'TenantMismatch');
  }
}

function describe(tenant: string | undefined): string {
  return tenant === undefined ? 'no tenant' : `the tenant '${tenant}'`;
}
