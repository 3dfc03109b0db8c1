import { redefine } from './redefine.js';

const HostDate = Date;
const FIELDS = ['FullYear', 'Month', 'Date', 'Hours', 'Minutes', 'Seconds', 'Milliseconds'] as const;
const UTC_TIME = 'GMT+0000 (Coordinated Universal Time)';

/** A date alone is UTC by the language's own rule; a text with one of these says its zone. */
const ONLY_A_DATE = /^[+-]?\d{4,6}(-\d\d){0,2}$/;
const WITH_ZONE = /Z$|\bUTC?\b|GMT|\b[ECMP][SD]T\b|\d:\d\d\D*[+-]\d\d/i;

/** Local time becomes UTC: that of the machine differs from worker to worker, and a replay on another would take other ways. */
export function installUtcDate(): void {
  const { prototype } = HostDate;
  const utc = (name: string): unknown => Reflect.get(prototype, name);
  for (const field of FIELDS) {
    redefine(prototype, `get${field}`, utc(`getUTC${field}`));
    redefine(prototype, `set${field}`, utc(`setUTC${field}`));
  }
  redefine(prototype, 'getDay', utc('getUTCDay'));
  for (const [name, method] of Object.entries(utcMethods)) redefine(prototype, name, method);
  redefine(prototype, 'constructor', UtcDate);
  UtcDate.prototype = prototype;
  Object.defineProperties(UtcDate, { name: { value: HostDate.name }, length: { value: HostDate.length } });
  redefine(UtcDate, 'parse', parse);
  redefine(UtcDate, 'UTC', HostDate.UTC);
  redefine(UtcDate, 'now', HostDate.now);
  redefine(globalThis, 'Date', UtcDate);
}

const utcMethods = {
  getTimezoneOffset(this: Date): number {
    return Number.isNaN(this.getTime()) ? Number.NaN : 0;
  },
  getYear(this: Date): number {
    return this.getUTCFullYear() - 1900;
  },
  toString(this: Date): string {
    return isInvalid(this) ? 'Invalid Date' : `${dateOf(this)} ${timeOf(this)}`;
  },
  toDateString(this: Date): string {
    return isInvalid(this) ? 'Invalid Date' : dateOf(this);
  },
  toTimeString(this: Date): string {
    return isInvalid(this) ? 'Invalid Date' : timeOf(this);
  },
};

function isInvalid(date: Date): boolean {
  return Number.isNaN(date.getTime());
}

/** Of `Thu, 01 Jan 1970 00:00:00 GMT`. */
function dateOf(date: Date): string {
  const [weekday = '', day, month, year] = date.toUTCString().split(' ');
  return `${weekday.slice(0, 3)} ${month} ${day} ${year}`;
}

function timeOf(date: Date): string {
  return `${date.toUTCString().split(' ')[4]} ${UTC_TIME}`;
}

/** Called without `new` it gives a text, as the platform's does. */
function UtcDate(...parts: readonly unknown[]): unknown {
  if (new.target === undefined) return new HostDate().toString();
  return Reflect.construct(HostDate, toArguments(parts), new.target);
}

function toArguments(parts: readonly unknown[]): readonly unknown[] {
  if (parts.length > 1) return [HostDate.UTC(...(parts as [number, number]))];
  const [only] = parts;
  return typeof only === 'string' ? [parse(only)] : parts;
}

function parse(text: unknown): number {
  const given = String(text);
  const inHostTime = HostDate.parse(given);
  if (Number.isNaN(inHostTime) || ONLY_A_DATE.test(given) || WITH_ZONE.test(given)) return inHostTime;
  const inIso = HostDate.parse(`${given}Z`);
  return Number.isNaN(inIso) ? HostDate.parse(`${given} UTC`) : inIso;
}
