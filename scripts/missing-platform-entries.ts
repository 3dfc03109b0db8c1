interface LockEntry {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
}

export interface Lockfile {
  packages: Record<string, LockEntry>;
}

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const PROCESSORS = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64'];
const EXACT_VERSION = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

/** The entries for other platforms' packages that the lock file's own packages name but that it lacks. */
export function missingPlatformEntries(lockfile: Lockfile): Record<string, LockEntry> {
  const missing: Record<string, LockEntry> = {};
  for (const [path, { dev, optionalDependencies = {} }] of Object.entries(lockfile.packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const platform = platformOf(name);
      if (platform === undefined || !EXACT_VERSION.test(version)) continue;
      const places = [`node_modules/${name}`, `${path}/node_modules/${name}`];
      if (places.some((place) => lockfile.packages[place]?.version === version)) continue;
      const place = places.find((candidate) => !(candidate in lockfile.packages) && !(candidate in missing));
      if (place !== undefined) missing[place] = { version, ...platform, ...(dev && { dev }), optional: true };
    }
  }
  return missing;
}

function platformOf(name: string): Pick<LockEntry, 'os' | 'cpu' | 'libc'> | undefined {
  const parts = name.split(/[-/]/);
  const system = parts.find((part) => SYSTEMS.includes(part));
  const processor = parts.find((part) => PROCESSORS.includes(part));
  if (system === undefined || processor === undefined) return undefined;
  const libc = system === 'linux' && parts.some((part) => part.startsWith('musl')) ? { libc: ['musl'] } : {};
  return { cpu: [processor], os: [system], ...libc };
}
