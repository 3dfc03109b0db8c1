/** Where the agent's surroundings are. In production these are plain environment variables; the demo sets them for its workers. */
export interface Settings {
  readonly companyRegistry: string;
  readonly crm: string;
  readonly accounting: string;
  readonly archive: string;
  /** The folder of the vector stores. */
  readonly dataFolder: string;
}

/** Reads the settings when a step needs them, so that importing this module needs none. */
export function readSettings(): Settings {
  return {
    companyRegistry: required('COMPANY_REGISTRY_URL'),
    crm: required('CRM_URL'),
    accounting: required('ACCOUNTING_URL'),
    archive: required('ARCHIVE_URL'),
    dataFolder: required('DATA_FOLDER'),
  };
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`The environment variable ${name} is not set.`);
  return value;
}
