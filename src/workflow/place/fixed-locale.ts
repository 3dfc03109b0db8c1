import { redefine } from './redefine.js';

type Method = (this: unknown, ...parts: readonly unknown[]) => unknown;

const LOCALE = 'en-US';
const TIME_ZONE = 'UTC';
const FORMATS = [
  'Collator',
  'DateTimeFormat',
  'DurationFormat',
  'ListFormat',
  'NumberFormat',
  'PluralRules',
  'RelativeTimeFormat',
  'Segmenter',
];
const { DateTimeFormat } = Intl;

/** What names no locale, or none that is known, gets one and the same everywhere, and what names no time zone gets UTC. What is named is taken. */
export function installFixedLocale(): void {
  for (const name of FORMATS) fixFormat(name);
  for (const name of ['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString'])
    wrap(Date.prototype, name, (locales, options) => [known(locales), inUtc(options)]);
  for (const { prototype } of [Number, BigInt]) wrap(prototype, 'toLocaleString', (locales, options) => [known(locales), options]);
  for (const name of ['toLocaleLowerCase', 'toLocaleUpperCase']) wrap(String.prototype, name, (locales) => [known(locales)]);
  wrap(String.prototype, 'localeCompare', (that, locales, options) => [that, known(locales), options]);
}

function wrap(target: object, name: string, change: (...parts: readonly unknown[]) => readonly unknown[]): void {
  const own = Reflect.get(target, name) as Method;
  const wrapped = {
    [name](this: unknown, ...parts: readonly unknown[]) {
      return own.apply(this, change(...parts) as unknown[]);
    },
  };
  redefine(target, name, wrapped[name]);
}

function fixFormat(name: string): void {
  const format = Reflect.get(Intl, name) as (new (...parts: unknown[]) => object) | undefined;
  if (format === undefined) return;
  const toArguments = ([locales, options]: readonly unknown[]): unknown[] => [
    known(locales),
    name === 'DateTimeFormat' ? inUtc(options) : options,
  ];
  const fixed = new Proxy(format, {
    apply: (target, self, parts): unknown => (target as unknown as Method).apply(self, toArguments(parts)),
    construct: (target, parts, newTarget) => Reflect.construct(target, toArguments(parts), newTarget) as object,
  });
  redefine(format.prototype as object, 'constructor', fixed);
  redefine(Intl, name, fixed);
}

/** An unknown locale falls back to that of the machine; one that is none stays, to be refused. */
function known(locales: unknown): unknown {
  if (locales === undefined) return LOCALE;
  const { length } = DateTimeFormat.supportedLocalesOf(locales as string[]);
  return length === 0 ? LOCALE : locales;
}

function inUtc(options: unknown): unknown {
  if (options === undefined) return { timeZone: TIME_ZONE };
  const isOpen = typeof options === 'object' && options !== null && (options as { timeZone?: unknown }).timeZone === undefined;
  return isOpen ? { ...options, timeZone: TIME_ZONE } : options;
}
