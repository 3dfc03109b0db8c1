import type { Json } from 'onceward';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { plainlyMisfits } from '../../../src/shared/json-schema/plainly-misfits.ts';

const ADDRESS = z.object({ street: z.string(), number: z.int().min(1) });
const TREE: Json = {
  $ref: '#/$defs/Node',
  $defs: {
    Node: {
      type: 'object',
      required: ['name'],
      properties: { name: { type: 'string' }, children: { type: 'array', items: { $ref: '#/$defs/Node' } } },
    },
  },
};

function schemaOf(schema: z.ZodType): Json {
  return z.toJSONSchema(schema, { io: 'input' }) as Json;
}

test.each<readonly [string, Json, Json, Json]>([
  ['a type', schemaOf(z.object({ city: z.string() })), { city: 'Oslo' }, { city: 7 }],
  ['a member that is missing', schemaOf(ADDRESS), { street: 'a', number: 1 }, { street: 'a' }],
  ['a member that is not known', schemaOf(z.strictObject({ a: z.string() })), { a: '' }, { a: '', b: '' }],
  ['a whole number', schemaOf(ADDRESS), { street: 'a', number: 2 }, { street: 'a', number: 2.5 }],
  ['a bound', schemaOf(ADDRESS), { street: 'a', number: 1 }, { street: 'a', number: 0 }],
  ['a length', schemaOf(z.array(z.string().max(2)).min(1)), ['ab'], ['abc']],
  ['one of some values', schemaOf(z.enum(['a', 'b'])), 'b', 'c'],
  ['one value', schemaOf(z.object({ kind: z.literal('x') })), { kind: 'x' }, { kind: 'y' }],
  ['one of some forms', schemaOf(z.union([z.string(), z.array(z.number())])), [1], ['1']],
  ['both of two forms', schemaOf(z.intersection(z.object({ a: z.string() }), z.object({ b: z.string() }))), { a: '', b: '' }, { a: '' }],
  ['nothing or something', schemaOf(z.object({ a: z.nullable(z.string()) })), { a: null }, { a: false }],
  ['members of any name', schemaOf(z.record(z.string(), z.number())), { x: 1 }, { x: '1' }],
  ['a form within itself', TREE, { name: 'a', children: [{ name: 'b' }] }, { name: 'a', children: [{ name: 'b', children: [{}] }] }],
])('%s', (_what, schema, fitting, other) => {
  expect(plainlyMisfits(schema, fitting)).toBe(false);
  expect(plainlyMisfits(schema, other)).toBe(true);
});

test.each<readonly [string, Json]>([
  ['a schema that says nothing', {}],
  ['a keyword that is not known', { 'x-of-mine': 'strict', format: 'email' }],
  ['a reference to elsewhere', { $ref: 'https://example.com/schema' }],
  ['a reference to nothing', { $ref: '#/$defs/Gone' }],
  ['a reference to itself', { $ref: '#' }],
])('%s refuses nothing', (_what, schema) => {
  expect(plainlyMisfits(schema, { any: 'thing' })).toBe(false);
});
