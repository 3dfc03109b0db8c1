import {
  ALL_LONG,
  BUSY,
  BUYABLE,
  COUNTED,
  CURRENT_QUOTA,
  FAST,
  GRANTED_NONE,
  HAS_ENDED,
  IN_CHINESE,
  NOW,
  OF_A_LENGTH,
  OF_A_LIMIT,
  OF_A_QUOTA,
  OF_A_RECIPIENT,
  OF_DAYS,
  OF_MONEY,
  OF_ROOM,
  OF_USE,
  RATE,
  SHORT,
  STOPPED,
} from './limit-vocabulary.js';

/** What statements say of a limit: one that waits for money, room or another day, or one that passes. */
export type LimitWords =
  /** Whatever wait is stated. */
  | 'spent'
  /** Unless a short wait is stated. */
  | 'spent-for-days'
  /** Unless a short wait is stated, or somebody knows better. */
  | 'perhaps-spent'
  /** Unless a short wait is stated, or it is about who calls. */
  | 'for-sale'
  | 'passing'
  /** Said of any limit, by those who say nothing else. */
  | 'too-fast'
  | undefined;

/**
 * How the end of an allowance is told, whoever tells it and in whatever channel. A limit that comes back by itself within seconds, minutes or an hour is told
 * apart by the time it names, or by what it counts: a rate, or what runs at once.
 */
export function readLimitWords(statements: readonly string[]): LimitWords {
  if (statements.some((words) => OF_A_RECIPIENT.test(words) || OF_A_LENGTH.test(words))) return undefined;
  if (statements.some(isOfMoney)) return 'spent';
  if (statements.some(isOfDays)) return 'spent-for-days';
  if (statements.some((words) => CURRENT_QUOTA.test(words))) return 'perhaps-spent';
  if (statements.some((words) => RATE.test(words)) && statements.some((words) => OF_A_LIMIT.test(words))) return 'passing';
  if (statements.some((words) => FAST.test(words))) return 'too-fast';
  if (statements.some((words) => isPassing(words))) return undefined;
  if (statements.some((words) => COUNTED.test(words))) return 'spent-for-days';
  const isToBuy = statements.some((words) => BUYABLE.test(words)) && statements.some((words) => STOPPED.test(words));
  if (statements.some((words) => OF_USE.test(words))) return 'spent-for-days';
  if (isToBuy && !statements.some((words) => BUSY.test(words))) return 'for-sale';
  return statements.some((words) => OF_A_QUOTA.test(words)) ? 'perhaps-spent' : undefined;
}

function isOfMoney(words: string): boolean {
  if (GRANTED_NONE.test(words) || IN_CHINESE.test(words)) return true;
  return (OF_MONEY.test(words) || OF_ROOM.test(words)) && !isPassing(words);
}

function isOfDays(words: string): boolean {
  return OF_DAYS.test(words) && HAS_ENDED.test(words) && !SHORT.test(words.replaceAll(ALL_LONG, ' '));
}

function isPassing(words: string): boolean {
  return NOW.test(words) || SHORT.test(words.replaceAll(ALL_LONG, ' '));
}
