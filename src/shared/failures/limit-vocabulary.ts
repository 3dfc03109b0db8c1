/** The words in which limits are told, as patterns over the statements of `statements.ts`: lower-case words with one space between them. */

const UP_TO = (words: number): string => `(?:\\w+ ){0,${words}}`;
const oneOf = (...patterns: readonly string[]): string => `(?:${patterns.join('|')})`;
const any = (...patterns: readonly string[]): RegExp => new RegExp(patterns.map((pattern) => `\\b(?:${pattern})\\b`).join('|'));

/** Of a time that nobody waits out. */
const LONG_TIME = oneOf(
  'daily|weekly|monthly|quarterly|yearly|annual(?:ly)?|per ?day|per ?week|per ?month|per ?year',
  '(?:per|an?|each|every|this|current|(?:for|of|in) the|by|one|free) (?:current |calendar |billing |rolling )?(?:day|week|month|quarter|year|billing (?:period|cycle))s?',
  '(?:day|month|week) limit|billing (?:period|cycle)',
  '(?:per|an?|every|each|in|over|within|for|last|rolling) (?:\\d{1,3} days?|(?:[3-9]|1\\d|2[0-4]) ?(?:h|hrs?|hours?)|86400 ?s(?:ec(?:ond)?s?)?)',
  '[rt]pd|lifetime',
);
const SHORT_TIME = oneOf(
  '(?:per|an?|each|every|in|over|of|within|for|last|next) (?:\\w+ ){0,2}(?:seconds?|secs?|minutes?|mins?|hours?)',
  'per (?:\\d{1,5} ?)?(?:s|sec|m|min|hr?)|secondly|minutely|hourly|[rt]p[ms]|qp[sm]|second limit|minute limit',
  'per ?(?:second|minute|hour)',
);
/** What frees itself as soon as something else has ended, and what is counted by the second without saying so. */
const TOO_FAST = oneOf(
  'too many (?:\\w+ ){0,2}(?:requests|calls|attempts|queries)',
  'too many (?:\\w+ )?(?:concurrent|simultaneous|parallel) \\w+|toomanyrequests|throttled|throttling|slow down',
  'too (?:fast|quickly|frequent\\w*)',
);
const OF_A_RATE = oneOf(
  'rates? ?(?:limit(?!er\\b)|quota)\\w*|rate of (?:\\w+ )?(?:requests|calls)|rate (?:is |was )?exceeded',
  '(?:request|sending|pull|call|creation|increase|transfer|message) rates?|throttl\\w*|frequency|concurren\\w+',
  'simultaneous\\w*|in flight|same time|burst\\w*',
);
const OF_NOW = oneOf(
  'parallel|at once|(?:max(?:imum)? |concurrent |of |open |many )connections?|connection limit|clients|queue\\w*',
  'throughput|complexity|pace|spike|points',
);
const LONG = any(LONG_TIME);
export const ALL_LONG = new RegExp(LONG.source, 'g');
export const SHORT = any(SHORT_TIME);
export const NOW = any(OF_NOW, OF_A_RATE, TOO_FAST);
export const FAST = any(TOO_FAST);
export const RATE = any(
  OF_A_RATE,
  '(?:per|every|within|window of) (?:\\w+ ){0,3}(?:seconds?|minutes?|hours?)',
  'secondly|minutely|hourly|[rt]p[ms]|qp[sm]',
  '(?:again|retry|retrying|wait|resets?|available) (?:\\w+ ){0,3}(?:in|after|for) \\d{1,5} ?(?:s|secs?|seconds?|m|mins?|minutes?)',
);

const LIMIT = oneOf(
  'limit(?:s|ed|ation)?|quotas?|caps?|allowances?|allotments?|allocations?|budgets?|volume|maximum|max|threshold|usage',
  'entitlements?',
);
const ENDED = oneOf(
  'exceed(?:s|ed|ing)?|exceeded|exhausted|exhausting|depleted|reach(?:ed|es)?|hit|used up|used|consumed|spent',
  'surpass(?:ed|es)?|crossed|over|overrun|out of|ran out|run out|violat(?:ed|ion|ions)|limited|drained|full',
);
const MORE_THAN = oneOf(
  'exceed(?:s|ed|ing)?|exhausted|exhausting|reach(?:ed|es)?|reaching|hit|over|out of|insufficient|not enough',
  'not have enough|not have sufficient|lacks?|no|no more|zero|0|have any|too many|run out of|used up all|used all of',
  'used up|used all|used|consumed|spent|crossed|surpass(?:ed|es)?|depleted|low',
);

/** What has been paid for, or was given: it never comes back within a minute. */
const PAID = oneOf(
  'credits?|(?:account|prepaid|wallet|credit|insufficient) balance|balance|funds',
  'free (?:tier|plan|trial|quota|allocation|allowance|usage|credits?)|free trial|trial (?:period|plan|credits?)',
  'subscription|(?<!query |execution )plan|allowance|allotment|entitlement|seats?|licen[cs]es?',
  'spend(?:ing)?(?: (?:limit|cap|budget))?|billing (?:limit|quota|cap)|usage (?:limit|cap|quota|allowance|allocation)',
  '(?:usage )?hard limit|hard (?:usage )?limit|overage',
);
const COUNTABLE = oneOf('searches|credits?|requests|calls|messages|queries|generations|minutes|characters|pages|funds|quota|balance');
/** What is filled and not emptied by time. */
const ROOM = oneOf(
  'storage|disk|space|egress|ingress|bandwidth|data transfer|transfer|compute(?: (?:time|units?|hours?))?|seats?',
  'licen[cs]es?|cpu hours|build minutes|neurons',
);
/** The same, where only the word `quota` tells it from the size of one thing. */
const STOCK = oneOf(
  `${ROOM}|memory|db(?: size| capacity)?|database(?: size)?|capacity|size|record|records|document|documents|vectors?`,
  `index|collection|collections|operations?|minutes|characters?|pages?|emails?|searches|units?|submission|recipients?`,
  `free|plan|account|credits?|monthly|usage|resource monitor|time`,
);
const TO_BUY = oneOf(
  'upgrad\\w+ (?:\\w+ ){0,3}(?:plan|account|subscription|tier|membership|pro|paid|premium|billing|limits?)',
  'upgrade (?:at|to|now|here|your)|purchase|buy (?:\\w+ ){0,2}(?:credits?|more|plan)|top ?up|recharge',
  'add (?:\\w+ ){0,2}(?:credits?|funds)|increase your (?:\\w+ ){0,2}(?:limit|quota|plan|spend\\w*)',
  'chang(?:e|ing) (?:your )?plan|(?:higher|larger|bigger|paid|premium|pro) (?:plan|tier)s?|subscribe|add a payment method',
  'payment method|contact sales|(?:update|visit|see|open) (?:\\w+ )?billing(?: (?:details|settings|page|information))?|renew your (?:plan|subscription)',
);

/** Told by themselves, whatever stands beside them. */
export const OF_MONEY = any(
  `${PAID} ${UP_TO(6)}(?:exceeded|exhausted|depleted|used up|consumed|insufficient|too low|expired|ended|lapsed|overdue|past due|ran out|run out|reached|is negative|is 0|is zero|inactive|not active|has been (?:paused|suspended))`,
  `${PAID} limits? ${UP_TO(3)}${ENDED}`,
  '(?:trial|subscription) (?:is |has |was |period )?(?:over|ended|expired|inactive)',
  `${MORE_THAN} ${UP_TO(4)}(?:credits?|funds|balance|allowance|allotment|free (?:tier|plan|trial|quota|allocation)|(?:usage|spend\\w*) (?:limit|cap)|prepaid \\w+)`,
  `${MORE_THAN} ${UP_TO(5)}(?:plan|subscription|account|workspace|organi[sz]ation)s? ${UP_TO(2)}(?:limits?|quotas?|allowance|allotment)`,
  `(?:exceed\\w*|reached|over) (?:the )?(?:maximum )?(?:number|amount) of ${UP_TO(4)}(?:for|in|on|of|allowed by) (?:your|the|this) (?:\\w+ )?(?:plan|subscription|tier|account)`,
  'reached the max(?:imum)? (?:number )?of seats',
  'not[_ ]?enough[_ ]?(?:credits?|funds|balance|quota)|insufficient[_ ]?(?:credits?|funds|balance|quota)',
  '(?:past due|overdue|unpaid|outstanding) (?:payment|balance|invoice|bill|account)s?|delinquen\\w+',
  '(?:payment|invoice|bill|account|balance)s? ' + UP_TO(2) + '(?:past due|overdue|delinquent|unpaid|in arrears)',
  '(?:account )?payments? (?:have |has )?failed|non ?payment',
  'suspended (?:for|due to|because of) (?:\\w+ ){0,2}(?:billing|payment)',
  'payment required|(?:requires?|enable|activate|set up|check) (?:\\w+ )?billing',
  'billing (?:must be|to be|not|is not|has not been|account (?:is |has been )?) ?(?:enabled|disabled|active|activated|closed|set up|configured)',
  '(?:spend(?:ing)?|billing|usage) (?:limit|cap) (?:needs|must) (?:to )?be (?:increased|raised)',
  `(?:exceed\\w*|used|consumed|reached|used 100% of) ${UP_TO(3)}(?:allotted|included|allocated) ${UP_TO(3)}(?:usage|${COUNTABLE})`,
  `${MORE_THAN} (?:the )?${LIMIT} of (?:your|the|this) ${UP_TO(2)}(?:plan|tier|subscription|account)`,
  '(?:purchase|buy|add) (?:\\w+ ){0,2}(?:credits?|funds) to (?:continue|keep|resume|proceed|use)',
  '(?:recharge|top up) your (?:account|balance|wallet)|billing (?:is )?inactive',
  'usage exceeded|over quota for the (?:month|plan)|(?:extra|additional) usage (?:is )?required',
  'account is in good standing|requires? more credits|can only afford',
  `(?:run|ran|runs|is|are) out of ${UP_TO(2)}${COUNTABLE}|used (?:up )?all (?:of )?${UP_TO(4)}${COUNTABLE}`,
  `(?:no|zero|0) ${UP_TO(2)}${COUNTABLE} (?:are )?(?:left|remaining|available)`,
  'limit (?:\\w+ ){0,15}has been (?:paused|suspended)',
);
/** The words of a limit near those of a long time, and the words of an end. */
export const OF_DAYS = any(
  `(?:${LONG_TIME}) ${UP_TO(4)}${LIMIT}`,
  `(?:${LIMIT}|${COUNTABLE}) ${UP_TO(6)}(?:${LONG_TIME})`,
  `(?:exhausted|used up|depleted) ${UP_TO(3)}(?:${LONG_TIME})`,
  `free ${UP_TO(2)}per (?:day|month)`,
  '(?:day|week|month|year) limit',
  `too many ${UP_TO(2)}(?:${LONG_TIME})`,
);
export const HAS_ENDED = any(ENDED, MORE_THAN, '(?:limit is|limited to|up to|only make|allows?|allowed) \\d+', 'rate limited', 'limit for');
export const OF_ROOM = any(
  `${ROOM} ${UP_TO(2)}(?:limit|quota|allowance|cap)s? ${UP_TO(3)}${ENDED}`,
  `${STOCK} ${UP_TO(1)}quotas? ${UP_TO(3)}${ENDED}`,
  `${MORE_THAN} ${UP_TO(4)}${ROOM} ${UP_TO(1)}(?:limit|quota|allowance|cap)s?`,
  `${MORE_THAN} ${UP_TO(3)}${STOCK} (?:size )?quotas?`,
  `(?:monitor|warehouse|project|account|workspace) ${UP_TO(4)}exceeded its quota`,
);
/** Limits without a time, near words that say it is no rate: only where nothing says that it is one. */
export const OF_USE = any(
  `(?:usage|total ?requests?|plan|account) ${UP_TO(2)}(?:limit|cap|quota)s? ${UP_TO(3)}${ENDED}`,
  `${MORE_THAN} ${UP_TO(3)}(?:usage|plan|account) (?:limit|cap|quota)s?`,
  `(?:exceeded|crossed) ${UP_TO(3)}budgets?|budget (?:limit )?${UP_TO(2)}(?:reached|exceeded|exhausted|spent)`,
);
export const OF_A_QUOTA = any(`quotas? (?:limit )?${UP_TO(3)}${ENDED}`, `${MORE_THAN} ${UP_TO(3)}quotas?`, 'no quota');
export const STOPPED = any(
  'exceed\\w*|exhausted|depleted|reached|used up|used all|ran out|run out|out of|insufficient|not enough|blocked|paused|suspended|restricted|disabled|expired|limit(?:s|ed)?',
);
/** Of a service that has no room just now, and sells a place at the front. */
export const BUSY = any('capacity|overloaded|busy|high demand|unavailable|priority');
export const BUYABLE = any(TO_BUY);
export const COUNTED =
  /\blimit (?:is )?(\d{1,15})\b.{0,20}\b(?:usage|used|current) (?:is )?\1\b|\b(\d{1,15}) (?:of|out of|per) \2 (?:\w+ ){0,3}(?:credits?|requests|calls|messages|queries|searches)\b/;
export const OF_A_LIMIT = any(`${LIMIT} ${UP_TO(8)}${ENDED}`, `${ENDED} ${UP_TO(8)}${LIMIT}`, 'limit is \\d+');
/** Of one that tells everybody so, whatever was used up: its codes and its service tell. */
export const CURRENT_QUOTA = /\bexceeded (?:your )?current quota\b/;
/** A free tier that grants none of it. */
export const GRANTED_NONE = /\bquota exceeded for metric\b.{0,150}\blimit 0\b/;
/** Of Chinese providers, whose codes are numbers: the balance does not suffice, the bill is open, the allowance is used up. */
export const IN_CHINESE = /余额不足|欠费|(?:额度|余量|资源包)\S{0,4}(?:不足|已?用[完尽])/;
/** Of a single request, however long one has waited. */
export const OF_A_LENGTH = /\bcontext (?:length|window|limit|size)\b/;
/** Boxes of others, to which a mail was sent. */
export const OF_A_RECIPIENT = any('4\\d\\d 4 2 2|5\\d\\d 5 2 2|mailbox (?:is )?(?:full|over)|email account that you tried');
