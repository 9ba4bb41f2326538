/** Values that a schema must refuse, derived from the schema itself. */
import * as z from 'zod';

interface JsonSchema {
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  minItems?: number;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
}

export interface Violation<Value> {
  what: string;
  value: Value;
}

function jsonSchema(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
}

/** Bounds that only say what a number can be at all are no rule of ours. */
function isRule(bound: number | undefined): bound is number {
  return bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER;
}

/** Texts that a parameter in an address must not be. */
function badTexts(schema: JsonSchema): Violation<string>[] {
  const bad: Violation<string>[] = [];
  const add = (what: string, value: string) => bad.push({ what, value });
  if (schema.anyOf) add('no form allowed', 'certainly-none-of-these');
  if (schema.enum) add('not in the list', 'certainly-not-in-the-list');
  if (schema.format || schema.pattern) add('of another form', '\u0000 not of that form');
  if (schema.type === 'integer' || schema.type === 'number') {
    add('no number', 'many');
    if (schema.type === 'integer') add('a fraction', '1.5');
    if (isRule(schema.minimum)) add('too small', String(schema.minimum - 1));
    if (isRule(schema.maximum)) add('too large', String(schema.maximum + 1));
  }
  if (schema.maxLength !== undefined) add('too long', 'x'.repeat(schema.maxLength + 1));
  return bad;
}

/** Sets of parameters of which one breaks its rule. Coerced numbers tell their rule by the schema behind them. */
export function badParameters(schema: z.ZodObject, valid: Record<string, string>) {
  const { properties = {}, required = [] } = jsonSchema(schema);
  const output = z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }) as JsonSchema;
  const violations: Violation<Record<string, string>>[] = [];
  for (const name of Object.keys(properties)) {
    const rules = { ...properties[name], ...output.properties?.[name] };
    for (const { what, value } of badTexts(rules)) {
      violations.push({ what: `${name} ${what}`, value: { ...valid, [name]: value } });
    }
    if (!required.includes(name)) continue;
    const { [name]: _left, ...rest } = valid;
    violations.push({ what: `${name} missing`, value: rest });
  }
  return violations;
}

/** Those of a field that may be null, but for null itself. */
function badValues(schema: JsonSchema): Violation<unknown>[] {
  const { anyOf, ...rest } = schema;
  const form = anyOf?.length === 2 && anyOf.find(({ type }) => type !== 'null');
  if (!form || !anyOf.some(({ type }) => type === 'null')) return badPlainValues(schema);
  return badPlainValues({ ...rest, ...form }).filter(({ value }) => value !== null);
}

function badPlainValues(schema: JsonSchema): Violation<unknown>[] {
  const bad: Violation<unknown>[] = [
    { what: 'null', value: null },
    { what: 'an object', value: { nested: { deeply: true } } },
  ];
  const add = (what: string, value: unknown) => bad.push({ what, value });
  if (schema.type !== 'string') add('a text', 'certainly a text');
  if (schema.type === 'string') add('a number', 17);
  if (schema.enum) add('not in the list', 'certainly-not-in-the-list');
  if (schema.minLength) add('empty', '');
  if (schema.maxLength !== undefined) add('too long', 'x'.repeat(schema.maxLength + 1));
  if (schema.type === 'integer') add('a fraction', 1.5);
  if (isRule(schema.minimum)) add('too small', schema.minimum - 1);
  if (isRule(schema.exclusiveMinimum)) add('too small', schema.exclusiveMinimum);
  if (isRule(schema.maximum)) add('too large', schema.maximum + 1);
  if (schema.type === 'array') {
    if (schema.minItems) add('empty', []);
    for (const { what, value } of badValues(schema.items ?? {})) add(`holding ${what}`, [value]);
  }
  return bad;
}

/** Bodies of which one field breaks its rule, or that are no object at all. */
export function badBodies(schema: z.ZodType, valid: Record<string, unknown>): Violation<unknown>[] {
  const { properties = {}, required = [] } = jsonSchema(schema);
  const violations: Violation<unknown>[] = [
    { what: 'a list', value: [valid] },
    { what: 'null', value: null },
    { what: 'a text', value: JSON.stringify('text') },
    { what: 'broken JSON', value: '{"broken": ' },
    { what: 'nothing', value: '' },
  ];
  for (const [name, rules] of Object.entries(properties)) {
    for (const { what, value } of badValues(rules)) {
      violations.push({ what: `${name} ${what}`, value: { ...valid, [name]: value } });
    }
    if (!required.includes(name)) continue;
    const { [name]: _left, ...rest } = valid;
    violations.push({ what: `${name} missing`, value: rest });
  }
  return violations;
}
