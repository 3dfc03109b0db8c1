/**
 * What an edit does to runs that are under way:
 * - `breaking`: they do not replay any more;
 * - `silent`: they replay, and behave otherwise, get results that are not theirs, or break later;
 * - `safe`: nothing.
 */
export type Effect = 'breaking' | 'silent' | 'safe';

/** A small edit of the project in `test/fixtures/edits`, with what it does, said before anything was measured. */
export interface Edit {
  readonly what: string;
  readonly effect: Effect;
  /** The workflows that it concerns. */
  readonly workflows: 'claim' | 'research' | 'chat';
  /** In each file, one text in the place of another. */
  readonly replacements: readonly { readonly file: string; readonly from: string; readonly to: string }[];
}

interface Words extends Pick<Edit, 'what' | 'effect'> {
  /** @default the file of the workflows */
  readonly file?: string;
  readonly from: string;
  readonly to: string;
}

const editsOf = (workflows: Edit['workflows'], edits: readonly Words[]): readonly Edit[] =>
  edits.map(({ what, effect, file = `${workflows}.ts`, from, to }) => ({ what, effect, workflows, replacements: [{ file, from, to }] }));

const RENAMED: Edit = {
  what: 'a step is renamed',
  effect: 'breaking',
  workflows: 'claim',
  replacements: [
    { file: 'steps.ts', from: 'export const lookUp =', to: 'export const findName =' },
    { file: 'claim.ts', from: 'keep, lookUp, notify', to: 'keep, findName as lookUp, notify' },
  ],
};

const ENDED_AT_ONCE: Edit = {
  what: 'an active change is removed at once',
  effect: 'breaking',
  workflows: 'claim',
  replacements: [
    { file: 'changes.ts', from: "'2026-10-01', scope: 'run', state: 'active'", to: "'2026-10-01', scope: 'run', state: 'removed'" },
    {
      file: 'claim.ts',
      from: `await versioned(changes, 'check-twice', {
    before: () => summarize({ texts: checks }),
    after: () => checkText({ text: checks.join(' ') }),
  });`,
      to: `await checkText({ text: checks.join(' ') });`,
    },
  ],
};

const DELETED: Edit = {
  what: 'a deprecated change is deleted while runs have its marker',
  effect: 'silent',
  workflows: 'claim',
  replacements: [
    { file: 'changes.ts', from: "  'keep-texts': { since: '2026-09-01', scope: 'run', state: 'deprecated' },\n", to: '' },
    {
      file: 'claim.ts',
      from: "await versioned(changes, 'keep-texts', { after: () => keep({ text: texts.join(' ') }) });",
      to: "await keep({ text: texts.join(' ') });",
    },
  ],
};

const CACHED: Edit = {
  what: 'an answer is kept in the memory of the module',
  effect: 'silent',
  workflows: 'research',
  replacements: [
    { file: 'research.ts', from: 'const TEMPERATURE = 0.2;', to: 'const TEMPERATURE = 0.2;\nconst answers = new Map<string, string>();' },
    {
      file: 'research.ts',
      from: '  return report.text;',
      to: '  answers.set(question, report.text);\n  return answers.get(question) ?? report.text;',
    },
  ],
};

const CLAIM = editsOf('claim', [
  {
    what: 'a call is added',
    effect: 'breaking',
    from: '  const texts = await gather(',
    to: "  await notify({ to: 'the desk', text: 'a claim has come' });\n  const texts = await gather(",
  },
  {
    what: 'a call is taken out',
    effect: 'breaking',
    from: "  await versioned(changes, 'keep-texts', { after: () => keep({ text: texts.join(' ') }) });\n",
    to: '',
  },
  {
    what: 'a timer is moved below the child',
    effect: 'breaking',
    from: "  await sleep('1 second');\n  await executeChild(archive, { args: [texts] });",
    to: "  await executeChild(archive, { args: [texts] });\n  await sleep('1 second');",
  },
  { what: 'a timer is taken out', effect: 'breaking', from: "  await sleep('1 second');\n", to: '' },
  {
    what: 'a timer is added',
    effect: 'breaking',
    from: '  const customer = await',
    to: "  await sleep('1 minute');\n  const customer = await",
  },
  {
    what: 'a child becomes a call',
    effect: 'breaking',
    from: 'await executeChild(archive, { args: [texts] })',
    to: "await keep({ text: texts.join(' ') })",
  },
  {
    what: 'calls at once become a loop',
    effect: 'breaking',
    from: 'const checks = await Promise.all(texts.map((text) => checkText({ text })));',
    to: 'const checks: string[] = [];\n  for (const text of texts) checks.push(await checkText({ text }));',
  },
  { what: 'the concurrency of gather changes', effect: 'breaking', from: 'concurrency: 2', to: 'concurrency: 1' },
  {
    what: 'a change loses the path of runs that began before it',
    effect: 'breaking',
    from: '    before: () => summarize({ texts: checks }),\n',
    to: '',
  },
  {
    what: 'nobody is asked any more',
    effect: 'breaking',
    from: "await requestApproval({ id: 'payout', title: 'Pay out?', expires: '3d', onExpire: 'reject' })",
    to: '{ approved: true }',
  },
  {
    what: 'the run ends sooner',
    effect: 'breaking',
    from: "  await sleep('1 second');",
    to: "  if (insurer !== '') return 'no insurer';\n  await sleep('1 second');",
  },
  { what: 'the input of a fan-out is sorted', effect: 'silent', from: 'texts.map((text) =>', to: 'texts.toSorted().map((text) =>' },
  { what: 'the items of gather are sorted', effect: 'silent', from: 'gather(pages,', to: 'gather(pages.toSorted(),' },
  {
    what: 'two calls of one step are swapped',
    effect: 'silent',
    from: '  const customer = await lookUp({ id: document });\n  const insurer = await lookUp({ id: `the insurer of ${document}` });',
    to: '  const insurer = await lookUp({ id: `the insurer of ${document}` });\n  const customer = await lookUp({ id: document });',
  },
  {
    what: 'a call of the same step is put in front',
    effect: 'silent',
    from: '  const customer = await lookUp({ id: document });\n  const insurer = await lookUp(',
    to: '  const adviser = await lookUp({ id: `the adviser of ${document}` });\n  const customer = await lookUp({ id: document });\n  const insurer = adviser || await lookUp(',
  },
  {
    what: 'a step gets another argument',
    effect: 'silent',
    from: 'lookUp({ id: document })',
    to: 'lookUp({ id: document.toUpperCase() })',
  },
  { what: 'a child gets another argument', effect: 'silent', from: '{ args: [texts] }', to: '{ args: [texts.toReversed()] }' },
  { what: 'a timer gets another time', effect: 'silent', from: "sleep('1 second')", to: "sleep('1 hour')" },
  { what: 'a person gets another time to answer', effect: 'silent', from: "expires: '3d'", to: "expires: '1d'" },
  {
    what: 'a call is added where no sampled run has come',
    effect: 'silent',
    from: '  await notify({ to: customer,',
    to: "  await notify({ to: 'the desk', text: 'a claim is paid' });\n  await notify({ to: customer,",
  },
  {
    what: 'a call is not awaited any more',
    effect: 'silent',
    from: "  await versioned(changes, 'keep-texts',",
    to: "  void versioned(changes, 'keep-texts',",
  },
  {
    what: 'the time zone and locale of the place get into an argument',
    effect: 'silent',
    from: 'notify({ to: customer, text: `paid by ${insurer}` })',
    to: "notify({ to: customer, text: `paid by ${insurer} on ${new Date().toLocaleDateString('de-DE', { timeZone: 'Europe/Berlin' })}` })",
  },
  { what: 'a comment changes', effect: 'safe', from: 'Reads a claim, has it archived', to: 'Reads a claim of a customer, has it archived' },
  {
    what: 'a log line is added',
    effect: 'safe',
    from: '  const customer = await',
    to: "  log.info('pages were read');\n  const customer = await",
  },
  { what: 'a log line changes', effect: 'safe', from: "'pages were found'", to: "'these pages were found'" },
  { what: 'an item of gather is called otherwise', effect: 'safe', from: "label: 'page'", to: "label: 'sheet'" },
  {
    what: 'a call becomes a function of its own',
    effect: 'safe',
    from: 'async (page) => readPage({ page }),',
    to: '(page) => Promise.resolve().then(() => readPage({ page })),',
  },
  { what: 'a variable is renamed', effect: 'safe', from: '(text) => checkText({ text })', to: '(words) => checkText({ text: words })' },
  { what: 'a timeout changes', effect: 'safe', file: 'steps.ts', from: "startToCloseTimeout: '1m'", to: "startToCloseTimeout: '2m'" },
  { what: 'retries change', effect: 'safe', file: 'steps.ts', from: 'maximumAttempts: 3', to: 'maximumAttempts: 5' },
  { what: 'the code inside of a step changes', effect: 'safe', file: 'steps.ts', from: "text.split(' ')", to: 'text.split(/\\s+/)' },
  {
    what: 'a step is added that nothing calls yet',
    effect: 'safe',
    file: 'claim.ts',
    from: '/** Keeps each text. */',
    to: '/** Unused so far. */\nexport async function count(texts: readonly string[]): Promise<number> {\n  return keep({ text: texts.join() });\n}\n\n/** Keeps each text. */',
  },
  { what: 'the title of a question changes', effect: 'safe', from: "'Pay out?'", to: "'Shall this claim be paid out?'" },
]);

const RESEARCH = editsOf('research', [
  {
    what: 'a tool runs in the workflow',
    effect: 'breaking',
    from: 'tools: { search },',
    to: "tools: { search: { ...search, execute: async () => 'nothing' } },",
  },
  { what: 'the loop ends sooner', effect: 'breaking', from: 'isStepCount(4)', to: 'isStepCount(1)' },
  { what: 'instructions change (AI SDK)', effect: 'silent', from: 'then you answer.', to: 'then you answer in verse.' },
  { what: 'the temperature changes', effect: 'silent', from: 'TEMPERATURE = 0.2', to: 'TEMPERATURE = 0.9' },
  {
    what: 'a prompt gets the date of the place',
    effect: 'silent',
    from: 'A report on:',
    to: 'A report of ${new Date().toLocaleDateString()} on:',
  },
  {
    what: 'the description of a tool changes',
    effect: 'silent',
    file: 'steps.ts',
    from: 'Searches the archive',
    to: 'Searches all archives',
  },
  {
    what: 'the schema of a tool changes',
    effect: 'silent',
    file: 'steps.ts',
    from: 'z.object({ topic: z.string() })',
    to: 'z.object({ topic: z.string(), year: z.number().optional() })',
  },
  {
    what: 'the model changes',
    effect: 'silent',
    file: 'models.ts',
    from: "apiKey: 'none' })('scripted-1'),\n  { modelId: 'scripted-1' }",
    to: "apiKey: 'none' })('scripted-2'),\n  { modelId: 'scripted-2' }",
  },
  { what: 'the time limit of a tool changes', effect: 'safe', file: 'steps.ts', from: "p99: '10s'", to: "p99: '20s'" },
  { what: 'a constant is written out', effect: 'safe', from: 'temperature: TEMPERATURE,', to: 'temperature: 0.2,' },
]);

const CHAT = editsOf('chat', [
  {
    what: 'a tool is called by the code first',
    effect: 'breaking',
    from: '  const { messages } = await',
    to: "  await browse.invoke({ topic: 'today' });\n  const { messages } = await",
  },
  { what: 'instructions change (LangChain)', effect: 'silent', from: 'then you answer.', to: 'then you answer in verse.' },
  {
    what: 'a middleware is added that does nothing outside',
    effect: 'safe',
    from: 'middleware: [counted]',
    to: "middleware: [counted, createMiddleware({ name: 'also', afterModel: async () => undefined })]",
  },
]);

export const EDITS: readonly Edit[] = [RENAMED, ENDED_AT_ONCE, DELETED, CACHED, ...CLAIM, ...RESEARCH, ...CHAT];
