/**
 * Clears meaningless weights out of an ONNX network. PP-OCR's recognisers carry thousands of weights so near
 * zero that they are denormal numbers, which Intel processors multiply up to a hundred times more slowly; the
 * runtime's own switch for this reaches only the threads it starts itself, and the calling thread of the first
 * network in a process. Walking the file's protobuf framing (onnx.proto3) and zeroing them costs some 20 ms.
 */

/** Weights smaller than 2^(SMALLEST_EXPONENT − 127), about 1e-20, change no result that a float can hold. */
const SMALLEST_EXPONENT = 61;

/** Fields that lead from a model to its tensors: ModelProto.graph, GraphProto.node and .initializer … */
const MODEL = { 7: 'graph' } as const;
const GRAPH = { 1: 'node', 5: 'tensor' } as const;
const NODE = { 5: 'attribute' } as const;
const ATTRIBUTE = { 5: 'tensor' } as const;
const CHILDREN: Record<string, Record<number, string>> = {
  model: MODEL,
  graph: GRAPH,
  node: NODE,
  attribute: ATTRIBUTE,
};

const TENSOR_TYPE_FIELD = 2;
const TENSOR_FLOATS_FIELD = 4;
const TENSOR_RAW_FIELD = 9;
const FLOAT = 1;

interface Field {
  number: number;
  /** The value of a number, or where bytes lie. */
  value: number;
  start: number;
  end: number;
}

function* fieldsOf(bytes: Uint8Array, start: number, end: number): Generator<Field> {
  let at = start;
  const varint = (): number => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = bytes[at++];
      if (byte === undefined || at > end) throw new RangeError('not an ONNX file');
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  };
  while (at < end) {
    const key = varint();
    const number = Math.floor(key / 8);
    const wire = key % 8;
    if (wire === 0) yield { number, value: varint(), start: at, end: at };
    else if (wire === 2) {
      const length = varint();
      if (at + length > end) throw new RangeError('not an ONNX file');
      yield { number, value: 0, start: at, end: at + length };
      at += length;
    } else if (wire === 5) at += 4;
    else if (wire === 1) at += 8;
    else throw new RangeError('not an ONNX file');
  }
}

function clearFloats(bytes: Uint8Array, start: number, end: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  let cleared = 0;
  for (let at = start; at + 4 <= end; at += 4) {
    const bits = view.getUint32(at, true);
    if (bits << 1 !== 0 && ((bits >>> 23) & 0xff) < SMALLEST_EXPONENT) {
      view.setUint32(at, 0, true);
      cleared++;
    }
  }
  return cleared;
}

/** Zeroes, in place, every weight too small to matter; gives their number. Throws RangeError on other files. */
export function clearTinyWeights(bytes: Uint8Array, kind = 'model', start = 0, end = bytes.length): number {
  if (kind === 'tensor') {
    const fields = [...fieldsOf(bytes, start, end)];
    if (fields.find((field) => field.number === TENSOR_TYPE_FIELD)?.value !== FLOAT) return 0;
    return fields
      .filter(({ number }) => number === TENSOR_RAW_FIELD || number === TENSOR_FLOATS_FIELD)
      .reduce((sum, field) => sum + clearFloats(bytes, field.start, field.end), 0);
  }
  let cleared = 0;
  for (const field of fieldsOf(bytes, start, end)) {
    const child = CHILDREN[kind]?.[field.number];
    if (child !== undefined && field.end > field.start)
      cleared += clearTinyWeights(bytes, child, field.start, field.end);
  }
  return cleared;
}
