import { durableModule, type DurableOptions } from 'onceward';
import { aiSdk } from 'onceward/ai-sdk/worker';
import { OncewardPlugin, type OncewardPluginOptions } from 'onceward/worker';
import { describe, expect, test } from 'vitest';

const HERE = import.meta.url;
const durable = durableModule(HERE);
const work = () => async (): Promise<null> => null;

/** Code and message of what `fn` throws. */
function thrownBy(fn: () => unknown): { code: unknown; message: string } {
  try {
    fn();
  } catch (error) {
    const { code, message } = error as Error & { code: unknown };
    return { code, message };
  }
  return expect.unreachable('nothing was thrown');
}

function register(module: Readonly<Record<string, unknown>>, options: Partial<OncewardPluginOptions> = {}): OncewardPlugin {
  return new OncewardPlugin({ modules: [module], ...options });
}

function registeredTypes(...modules: Readonly<Record<string, unknown>>[]): readonly string[] {
  const plugin = new OncewardPlugin({ modules, adapters: [aiSdk()] });
  return Object.keys(plugin.configureWorker({ taskQueue: 'agents' }).activities ?? {});
}

describe('durable() refuses', () => {
  test.for([[undefined], [null], ['gpt-5'], [7], [true]])('%s, which cannot be tagged', ([value]) => {
    const { code, message } = thrownBy(() => durable(value as unknown as object));
    expect(code).toBe('InvalidDurable');
    expect(message).toContain(`got ${String(value)}`);
    expect(message).toContain('Give it a tool, a model, an embedder or an async function.');
  });

  test('the same thing twice, which would have two names', () => {
    const once = durable(work());
    const { code, message } = thrownBy(() => durable(once, { id: 'other' }));
    expect(code).toBe('InvalidDurable');
    expect(message).toMatch(/durable already[\s\S]*once per thing/);
    expect(thrownBy(() => durableModule('file:///other.ts')(once)).code).toBe('InvalidDurable');
  });

  test('a lazy thing made durable again', () => {
    const lazy = durable.lazy('ai-sdk/language-model', (): object => expect.unreachable('it was made'));
    expect(thrownBy(() => durable(lazy)).message).toContain('durable already');
  });

  test('a frozen thing, with the way out', () => {
    const { code, message } = thrownBy(() => durable(Object.freeze({ execute: work() })));
    expect(code).toBe('InvalidDurable');
    expect(message).toMatch(/frozen[\s\S]*durable\.lazy/);
  });

  test.for([
    { options: { startToCloseTimout: '5s' }, meant: 'startToCloseTimeout' },
    { options: { heartbeattimeout: '5s' }, meant: 'heartbeatTimeout' },
    { options: { alias: ['old'] }, meant: 'aliases' },
  ])('an option that does not exist, saying that $meant was meant', ({ options, meant }) => {
    const { code, message } = thrownBy(() => durable(work(), options as DurableOptions));
    expect(code).toBe('UnknownOption');
    expect(message).toContain(`has no option '${Object.keys(options)[0]}'`);
    expect(message).toContain(`Did you mean '${meant}'?`);
    expect(message).toContain(HERE);
  });

  test('an option of another form of durable', () => {
    expect(thrownBy(() => durable(work(), { sample: {} } as DurableOptions)).code).toBe('UnknownOption');
    expect(thrownBy(() => durable.lazy('ai-sdk/language-model', () => ({}), { model: 'x' } as DurableOptions)).code).toBe('UnknownOption');
    expect(thrownBy(() => durable.remote('ocr', { timeout: 1 } as DurableOptions)).code).toBe('UnknownOption');
  });
});

describe('durableModule() refuses', () => {
  test.for([['./tools.ts'], ['tools'], [''], ['https://example.com/tools.js']])('%s, which is no absolute place', ([url]) => {
    const { code, message } = thrownBy(() => durableModule(url as string));
    expect(code).toBe('InvalidOption');
    expect(message).toContain('durableModule(import.meta.url)');
  });

  test('what is no text', () => {
    expect(thrownBy(() => durableModule(undefined as unknown as string)).code).toBe('InvalidOption');
  });

  test('an option that does not exist', () => {
    expect(thrownBy(() => durableModule(HERE, { prefx: 'a' } as object)).message).toContain("Did you mean 'prefix'?");
  });

  test('nothing of what import.meta.url and __filename are on any system', () => {
    for (const url of ['file:///a/b.ts', 'file:///a/b.ts?tsx=1', '/a/b.cjs', 'C:\\a\\b.js', 'c:/a/b.js']) durableModule(url);
  });
});

describe('the plugin refuses', () => {
  test('two things of one name, naming both places', () => {
    const { code, message } = thrownBy(() => register({ one: durable(work(), { id: 'same' }), other: durable(work(), { id: 'same' }) }));
    expect(code).toBe('DuplicateActivity');
    expect(message).toContain('function.same');
    expect(message).toMatch(/'one' of \S+refuses-what-cannot-work\.test\.ts and 'other' of \S+refuses-what-cannot-work\.test\.ts/);
    expect(message).toMatch(/`id`.*prefix/);
  });

  test('an alias that is the name of something else', () => {
    const { code } = thrownBy(() => register({ one: durable(work()), other: durable(work(), { aliases: ['one'] }) }));
    expect(code).toBe('DuplicateActivity');
  });

  test('the same name in two modules, unless one has a prefix', () => {
    const own = durableModule(HERE);
    const elsewhere = (options: object) => durableModule(new URL('../policy/default-policies.test.ts', HERE).href, options);
    expect(thrownBy(() => registeredTypes({ search: own(work()) }, { search: elsewhere({})(work()) })).code).toBe('DuplicateActivity');
    expect(registeredTypes({ search: own(work()) }, { search: elsewhere({ prefix: 'billing' })(work()) })).toEqual([
      'function.search',
      'function.billing.search',
    ]);
  });

  test('a module that exports nothing durable, naming what it exports', () => {
    const { code, message } = thrownBy(() => register({ search: work(), limit: 3 }));
    expect(code).toBe('InvalidDurable');
    expect(message).toContain('position 0');
    expect(message).toContain('(it exports search, limit)');
    expect(thrownBy(() => register({})).message).toContain('(it exports nothing)');
  });

  test('a thing that no adapter knows, naming it and the adapters', () => {
    const { code, message } = thrownBy(() => register({ retriever: durable({ fetch: 1 }) }));
    expect(code).toBe('InvalidDurable');
    expect(message).toMatch(/'retriever' of \S+ is nothing that core can run/);
    expect(message).toContain('adapters: [...]');
  });

  test('a lazy kind that does not exist, saying which was meant', () => {
    const lazy = durable.lazy('ai-sdk/langage-model', () => ({}));
    const { code, message } = thrownBy(() => register({ lazy }, { adapters: [aiSdk()] }));
    expect(code).toBe('InvalidDurable');
    expect(message).toContain("Did you mean 'ai-sdk/language-model'?");
  });

  test('an option of its own that does not exist', () => {
    const { message } = thrownBy(() => new OncewardPlugin({ module: [] } as unknown as OncewardPluginOptions));
    expect(message).toContain("Did you mean 'modules'?");
  });

  test('a module whose file is gone, as in a bundled worker', () => {
    const { code, message } = thrownBy(() => register({ gone: durableModule('file:///nowhere/tools.js')(work()) }));
    expect(code).toBe('InvalidOption');
    expect(message).toContain('file:///nowhere/tools.js, where no file is');
  });
});

describe('names', () => {
  test('an alias is served beside the name, so running workflows still find it', () => {
    expect(registeredTypes({ renamed: durable(work(), { id: 'newName', aliases: ['oldName'] }) })).toEqual([
      'function.newName',
      'function.oldName',
    ]);
  });

  test('a module that two registered namespaces export is registered once', () => {
    const work1 = durable(work());
    expect(registeredTypes({ work1 }, { work1 })).toEqual(['function.work1']);
  });

  test('a remote activity has exactly the name it was given, and is nobody’s to serve here', () => {
    expect(registeredTypes({ ocr: durable.remote('ocr_pdf') })).toEqual([]);
  });
});
