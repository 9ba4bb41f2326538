import { describe, expect, test } from 'vitest';
import { clearTinyWeights } from '../../../../shared/ocr/onnx-weights.ts';

/** One field of bytes in protobuf framing. */
function field(number: number, ...parts: Uint8Array[]): Uint8Array {
  const body = Buffer.concat(parts);
  return Buffer.from([(number << 3) | 2, body.length, ...body]);
}

function tensor(type: number, data: ArrayBufferView): Uint8Array {
  const raw = field(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  return Buffer.concat([Buffer.from([2 << 3, type]), raw]);
}

describe('clearing tiny weights', () => {
  test('zeroes denormal and near-denormal floats, in initializers and in constants, and nothing else', () => {
    const weights = new Float32Array([1.5, 1e-42, -1e-30, 0, -0.25, 1e-10]);
    const initializer = field(5, tensor(1, weights));
    const constant = field(1, field(5, field(5, tensor(1, new Float32Array([1e-40])))));
    const model = new Uint8Array(field(7, initializer, constant));
    expect(clearTinyWeights(model)).toBe(3);
    const at = Buffer.from(model).indexOf(Buffer.from(new Float32Array([1.5]).buffer));
    const kept = new Float32Array(model.slice(at, at + 24).buffer);
    expect([...kept].map((value) => value || 0)).toEqual([1.5, 0, 0, 0, -0.25, Math.fround(1e-10)]);
  });

  test('leaves integers alone, whatever they would be as floats', () => {
    const model = new Uint8Array(field(7, field(5, tensor(7, new BigInt64Array([1n, 2n])))));
    const before = model.slice();
    expect(clearTinyWeights(model)).toBe(0);
    expect(model).toEqual(before);
  });

  test('refuses what is no network', () => {
    expect(() => clearTinyWeights(new TextEncoder().encode('<html></html>'))).toThrow(RangeError);
  });
});
