const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** How the pages write an amount: `EUR 8,420.00`. */
export function toWrittenAmount(amountEur: number): string {
  const [whole = '', cents = ''] = amountEur.toFixed(2).split('.');
  return `EUR ${whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')}.${cents}`;
}

/** How the pages write a date: `2026-03-14` → `14 March 2026`. */
export function toWrittenDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${day} ${MONTHS[(month ?? 0) - 1]} ${year}`;
}

/** The amount of `8,420.00`, also when a text reader took a comma for a point: the last two digits are the cents. */
export function fromWrittenAmount(text: string): number {
  return Number(text.replaceAll(/\D/g, '')) / 100;
}

/** `14 March 2026` → `2026-03-14`; undefined when it is no date. */
export function fromWrittenDate(text: string): string | undefined {
  const [day = '', monthName = '', year = ''] = text.trim().split(/\s+/);
  const month = MONTHS.indexOf(monthName) + 1;
  if (month === 0 || !/^\d{1,2}$/.test(day) || !/^\d{4}$/.test(year)) return undefined;
  return `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
}
