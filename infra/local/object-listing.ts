import type { Listing, ListOptions, S3Store, StoredObject } from './engine-internals.ts';

/**
 * Lists a bucket in S3's order, that of the keys' UTF-8 bytes. fauxqs sorts by the rules of a language and then
 * compares by code, so that its pages repeat and skip keys.
 */
export function listInByteOrder(store: S3Store): void {
  const original = store.listObjects.bind(store);
  store.listObjects = (bucket, options = {}) => {
    const objects = store.buckets.get(bucket);
    // A bucket that does not exist is an error which only the store knows how to tell.
    return objects ? list(objects, options) : original(bucket, options);
  };
}

function list(objects: ReadonlyMap<string, StoredObject>, options: ListOptions): Listing {
  const { prefix = '', delimiter, maxKeys = 1000 } = options;
  const after = options.startAfter ?? options.marker ?? '';
  const keys = [...objects.keys()].filter((key) => key.startsWith(prefix)).sort(compareBytes);
  const found: StoredObject[] = [];
  const prefixes = new Set<string>();
  for (const key of keys) {
    const end = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
    const common = end < 0 ? undefined : key.slice(0, end + delimiter!.length);
    if (common !== undefined && prefixes.has(common)) continue;
    if (after !== '' && compareBytes(common ?? key, after) <= 0) continue;
    if (found.length + prefixes.size >= maxKeys)
      return { objects: found, commonPrefixes: [...prefixes], isTruncated: true };
    if (common === undefined) found.push(objects.get(key)!);
    else prefixes.add(common);
  }
  return { objects: found, commonPrefixes: [...prefixes], isTruncated: false };
}

/** UTF-16 order differs from that of the bytes only above the basic plane. */
function compareBytes(a: string, b: string): number {
  if (a === b) return 0;
  for (let index = 0; index < a.length && index < b.length; index++) {
    const [x, y] = [a.charCodeAt(index), b.charCodeAt(index)];
    if (x === y) continue;
    const isSurrogate = (code: number) => code >= 0xd800 && code <= 0xdfff;
    return isSurrogate(x) === isSurrogate(y) ? x - y : isSurrogate(x) ? 1 : -1;
  }
  return a.length - b.length;
}
