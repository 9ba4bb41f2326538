/** Items as DynamoDB has them, written as JSON without losing a digit or a byte, and read as plain values. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';

export type RawItem = Record<string, AttributeValue>;

/** Bytes become base64; everything else is JSON already. */
export function encodeItem(item: RawItem): Record<string, unknown> {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, encodeValue(value)]));
}

function encodeValue(value: AttributeValue): unknown {
  if (value.B) return { B: Buffer.from(value.B).toString('base64') };
  if (value.BS) return { BS: value.BS.map((bytes) => Buffer.from(bytes).toString('base64')) };
  if (value.L) return { L: value.L.map(encodeValue) };
  if (value.M) return { M: encodeItem(value.M) };
  return value;
}

export function decodeItem(item: Record<string, unknown>): RawItem {
  return Object.fromEntries(
    Object.entries(item).map(([name, value]) => [name, decodeValue(value as Record<string, unknown>)]),
  );
}

function decodeValue(value: Record<string, unknown>): AttributeValue {
  if (typeof value.B === 'string') return { B: Buffer.from(value.B, 'base64') };
  if (Array.isArray(value.BS)) return { BS: value.BS.map((text) => Buffer.from(String(text), 'base64')) };
  if (Array.isArray(value.L)) return { L: value.L.map(decodeValue) };
  if (typeof value.M === 'object' && value.M !== null)
    return { M: decodeItem(value.M as Record<string, unknown>) };
  return value as unknown as AttributeValue;
}

/** Texts, numbers, lists and the like; bytes and sets are left out. */
export function plainItem(item: RawItem): Record<string, unknown> {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, plainValue(value)]));
}

function plainValue(value: AttributeValue): unknown {
  if (value.S !== undefined) return value.S;
  if (value.N !== undefined) return Number(value.N);
  if (value.BOOL !== undefined) return value.BOOL;
  if (value.NULL) return null;
  if (value.L) return value.L.map(plainValue);
  if (value.M) return plainItem(value.M);
  return undefined;
}
