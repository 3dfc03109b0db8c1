import { expect, test } from 'vitest';
import { UnknownOption } from '../../../src/shared/errors/unknown-option.ts';
import { checkOptions } from '../../../src/shared/options/check-options.ts';
import { nearestName } from '../../../src/shared/options/nearest-name.ts';

const known = ['timeout', 'retries', 'maxTokens', 'id', 'onRetry'];

test.each([
  ['tiemout', 'timeout'],
  ['TIMEOUT', 'timeout'],
  ['timeoutMs', 'timeout'],
  ['maxtoken', 'maxTokens'],
  ['retires', 'retries'],
  ['onretry', 'onRetry'],
  ['di', 'id'],
])('%s was probably meant as %s', (name, meant) => {
  expect(nearestName(name, known)).toBe(meant);
});

test.each([['colour'], ['os'], ['x'], [''], ['temperature']])('%j is near to nothing', (name) => {
  expect(nearestName(name, known)).toBeUndefined();
});

test('the nearest of several near names wins, and the first of equals', () => {
  expect(nearestName('retrys', ['retry', 'retries'])).toBe('retry');
  expect(nearestName('modek', ['modes', 'model'])).toBe('modes');
});

test('known options pass, also when their value is undefined', () => {
  expect(() => checkOptions('defineTool', { timeout: 1, id: undefined }, known)).not.toThrow();
});

test('the first unknown option is refused with the name that was meant', () => {
  const check = () => checkOptions('defineTool', { id: 1, retrise: 2, timeuot: 3 }, known);
  expect(check).toThrow(UnknownOption);
  expect(check).toThrow("defineTool has no option 'retrise'.\n  Did you mean 'retries'?");
});

test('an unknown option near to nothing is refused with the list of what exists', () => {
  expect(() => checkOptions('defineTool', { colour: 1 }, ['id', 'timeout'])).toThrow(
    "defineTool has no option 'colour'.\n  It knows id, timeout.",
  );
});

test('a name that every object inherits is unknown when given', () => {
  expect(() => checkOptions('defineTool', { toString: 1 }, known)).toThrow(UnknownOption);
  expect(() => checkOptions('defineTool', Object.create({ inherited: 1 }) as object, known)).not.toThrow();
});
