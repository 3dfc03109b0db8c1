const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAY_MS = 86_400_000;

/** `Wed, 21 Oct 2026 07:28:00 GMT`, and RFC 850's `Wednesday, 21-Oct-26 07:28:00 GMT`. */
const HTTP_DATE = /^[a-z]{3,9}, (\d{1,2})[ -]([a-z]{3})[ -](\d{2}|\d{4}) (\d{2}):(\d{2}):(\d{2}) (?:gmt|utc|\+0000)$/i;
/** `Wed Oct 21 07:28:00 2026`. */
const ASCTIME = /^[a-z]{3} ([a-z]{3}) {1,2}(\d{1,2}) (\d{2}):(\d{2}):(\d{2}) (\d{4})$/i;
/** `2026-10-21T07:28:00.5Z`, `2026-10-21T09:28:00+02:00`. */
const RFC_3339 = /^(\d{4})-(\d{2})-(\d{2})[t ](\d{2}):(\d{2}):(\d{2})(\.\d{1,9})?(?:z|([+-])(\d{2}):(\d{2}))$/i;

/** Epoch milliseconds of a date in any form HTTP headers use; undefined for anything else. Needs no clock. */
export function parseHttpDateMs(text: string): number | undefined {
  const http = HTTP_DATE.exec(text);
  if (http !== null) {
    const [, day = '', month = '', year = '', ...time] = http;
    return toEpochMs({ year: toFullYear(year), month: monthNumber(month), day: Number(day), time });
  }
  const asctime = ASCTIME.exec(text);
  if (asctime !== null) {
    const [, month = '', day = '', hour = '', minute = '', second = '', year = ''] = asctime;
    return toEpochMs({ year: Number(year), month: monthNumber(month), day: Number(day), time: [hour, minute, second] });
  }
  return parseRfc3339(text);
}

function parseRfc3339(text: string): number | undefined {
  const match = RFC_3339.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour = '', minute = '', second = '', fraction = '', sign, offsetHour, offsetMinute] = match;
  const epochMs = toEpochMs({ year: Number(year), month: Number(month), day: Number(day), time: [hour, minute, second] });
  if (epochMs === undefined) return undefined;
  const offsetMs = sign === undefined ? 0 : (Number(offsetHour) * 60 + Number(offsetMinute)) * 60_000;
  return epochMs + Number(`0${fraction}`) * 1000 + (sign === '-' ? offsetMs : -offsetMs);
}

function toEpochMs({ year, month, day, time }: { year: number; month: number; day: number; time: readonly string[] }): number | undefined {
  const [hour = 0, minute = 0, second = 0] = time.map(Number);
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 60) return undefined;
  return daysSinceEpoch(year, month, day) * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000;
}

/** Howard Hinnant's civil-calendar arithmetic: years begin in March, so that the leap day comes last. */
function daysSinceEpoch(year: number, month: number, day: number): number {
  const shiftedYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(shiftedYear / 400);
  const yearOfEra = shiftedYear - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function monthNumber(name: string): number {
  return MONTHS.indexOf(name.toLowerCase()) + 1;
}

function toFullYear(year: string): number {
  if (year.length === 4) return Number(year);
  return Number(year) + (Number(year) < 70 ? 2000 : 1900);
}
