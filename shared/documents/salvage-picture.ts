/** What is left of a damaged picture, in a form that the image library reads to its end. */
import type { DocumentFormat } from '../domain/document/format.ts';
import type { PageImage } from '../ocr/page-image.ts';
import { salvagePng } from './salvage-png.ts';

/** Codes that may follow 0xFF inside a JPEG's data (ITU T.81 table B.1): stuffing, restarts, and what ends a scan. */
function mayFollow(code: number): boolean {
  return (
    code === 0x00 ||
    code === 0xff ||
    (code >= 0xd0 && code <= 0xd9) ||
    (code >= 0xda && code <= 0xdd) ||
    code === 0xc4 ||
    code === 0xfe ||
    (code >= 0xe0 && code <= 0xef)
  );
}

/** Cuts a JPEG at the first marker that cannot be there: decoders give the whole picture up for it. */
function salvageJpeg(bytes: Uint8Array): Uint8Array {
  let at = 2;
  // Segments with a length, up to the first scan.
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const scan = bytes[at + 1] === 0xda;
    at += 2 + ((bytes[at + 2]! << 8) | bytes[at + 3]!);
    if (scan) break;
  }
  for (; at + 1 < bytes.length; at++) {
    if (bytes[at] === 0xff && !mayFollow(bytes[at + 1]!)) {
      const cut = new Uint8Array(at + 2);
      cut.set(bytes.subarray(0, at));
      cut.set([0xff, 0xd9], at);
      return cut;
    }
  }
  return bytes;
}

/** A WebP is refused unless it is as long as it says; its decoder takes zeros for a flat picture. */
function salvageWebp(bytes: Uint8Array): Uint8Array {
  if (bytes.length < 12) return bytes;
  const claimed = 8 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true);
  // Compressed pictures have a length in proportion; a lie of gigabytes is not believed.
  if (claimed <= bytes.length || claimed > 20 * bytes.length) return bytes;
  const padded = new Uint8Array(claimed);
  padded.set(bytes);
  return padded;
}

/**
 * A damaged picture's bytes mended as far as they can be; the same bytes where nothing is known to help, undefined
 * where nothing is left. What a TIFF lacks is known from its directory already (`repairTiff`).
 */
export async function salvagePicture(
  bytes: Uint8Array,
  format: DocumentFormat,
): Promise<Uint8Array | undefined> {
  if (format === 'png') return salvagePng(bytes);
  if (format === 'jpeg') return salvageJpeg(bytes);
  return format === 'webp' ? salvageWebp(bytes) : bytes;
}

/**
 * Whitens the rows at the bottom that are one flat grey or black: what decoders fill missing data with.
 * @param known only rows of exactly this grey (0–255), where the filling is known.
 * @returns the share of the picture's rows (0–1) that were lost.
 */
export function whitenLostRows({ pixels, width, height }: PageImage, known?: number): number {
  const fill = pixels[width * height - 1]!;
  if (known === undefined ? fill !== 0 && (fill < 120 || fill > 136) : fill !== known) return 0;
  let row = height - 1;
  for (; row >= 0; row--) {
    const start = row * width;
    let flat = true;
    for (let x = 0; flat && x < width; x++) flat = pixels[start + x] === fill;
    if (!flat) break;
  }
  pixels.fill(255, (row + 1) * width, width * height);
  return (height - 1 - row) / height;
}

/** Whether a picture shows nothing at all: every pixel about as light as the others. */
export function isFlat({ pixels, width, height }: PageImage): boolean {
  let [low, high] = [255, 0];
  for (let at = 0; at < width * height; at++) {
    const value = pixels[at]!;
    if (value < low) low = value;
    if (value > high) high = value;
    if (high - low > 40) return false;
  }
  return true;
}
