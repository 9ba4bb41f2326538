/**
 * What is left of a damaged PNG. Its rows are one compressed stream, so all before the damage is whole and all
 * behind it is gone; image libraries hand out rows seen before in place of those that are missing, and an invoice
 * with its first lines printed twice is worse than one that ends.
 */
import { crc32, createInflate, deflateSync } from 'node:zlib';

/** Raw rows beyond this many bytes are not unpacked again; only drawings for print are larger. */
const MAX_RAW_BYTES = 300 * 2 ** 20;

/** Channels of each colour type (PNG specification, 3rd edition, table 8). */
const CHANNELS: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

const SIGNATURE_BYTES = 8;

interface Parts {
  header: Buffer;
  /** Chunks that colours depend on, as they lie in the file: PLTE and tRNS. */
  colours: Buffer[];
  palette: Buffer | undefined;
  compressed: Buffer[];
}

/** Walks the chunks as far as they go; checksums are not asked, since what fails them is read all the same. */
function partsOf(file: Buffer): Parts | undefined {
  const parts: Parts = { header: Buffer.alloc(0), colours: [], palette: undefined, compressed: [] };
  for (let at = SIGNATURE_BYTES; at + 8 <= file.length; ) {
    const length = file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + 8);
    const body = file.subarray(at + 8, Math.min(file.length, at + 8 + length));
    if (type === 'IHDR') parts.header = body;
    else if (type === 'PLTE' || type === 'tRNS') {
      parts.colours.push(chunk(type, body));
      if (type === 'PLTE') parts.palette = body;
    } else if (type === 'IDAT') parts.compressed.push(body);
    else if (type === 'IEND' || !/^[A-Za-z]{4}$/.test(type)) break;
    at += 12 + length;
  }
  return parts.header.length === 13 && parts.compressed.length > 0 ? parts : undefined;
}

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

/** Unpacks until the end, the first fault, or `limit` bytes. */
function inflateAsFarAsPossible(pieces: readonly Buffer[], limit: number): Promise<Buffer> {
  return new Promise((resolve) => {
    const inflate = createInflate();
    const unpacked: Buffer[] = [];
    let length = 0;
    const done = (): void => {
      inflate.destroy();
      resolve(Buffer.concat(unpacked).subarray(0, limit));
    };
    inflate.on('data', (piece: Buffer) => {
      unpacked.push(piece);
      length += piece.length;
      if (length >= limit) done();
    });
    // A stream cut off ends in an error too, after everything that it held was handed out.
    inflate.on('error', done);
    inflate.on('end', done);
    for (const piece of pieces) inflate.write(piece);
    inflate.end();
  });
}

/** A row of white: of the lightest colour where there is a palette. */
function whiteRow(rowBytes: number, depth: number, palette: Buffer | undefined): Buffer {
  let fill = 0xff;
  if (palette) {
    const lightness = (index: number): number =>
      palette[3 * index]! + palette[3 * index + 1]! + palette[3 * index + 2]!;
    let lightest = 0;
    for (let index = 1; 3 * index + 2 < palette.length; index++) {
      if (lightness(index) > lightness(lightest)) lightest = index;
    }
    fill = 0;
    for (let bit = 0; bit < 8; bit += depth) fill |= lightest << bit;
  }
  const row = Buffer.alloc(1 + rowBytes, fill & 0xff);
  row[0] = 0; // no filter
  return row;
}

/**
 * The same picture written anew, white where its rows are lost; undefined when not one row is left, or when it is
 * interlaced: the rows that come first are then spread over the whole page, and no letter of them can be read.
 */
export async function salvagePng(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts = partsOf(file);
  if (!parts) return undefined;
  const [width, height] = [parts.header.readUInt32BE(0), parts.header.readUInt32BE(4)];
  const [depth, colourType, , , interlaced] = parts.header.subarray(8) as unknown as number[];
  const channels = CHANNELS[colourType!];
  if (channels === undefined || !depth || interlaced !== 0) return undefined;
  const rowBytes = Math.ceil((width * channels * depth) / 8);
  const rawBytes = (1 + rowBytes) * height;
  if (rawBytes > MAX_RAW_BYTES) return undefined;
  const raw = await inflateAsFarAsPossible(parts.compressed, rawBytes);
  let whole = 0;
  // A filter that does not exist tells that the stream has been rubbish for a while, but no earlier.
  while (whole < Math.floor(raw.length / (1 + rowBytes)) && raw[whole * (1 + rowBytes)]! <= 4) whole++;
  if (whole === 0) return undefined;
  const white = whiteRow(rowBytes, depth, colourType === 3 ? parts.palette : undefined);
  const rows = Buffer.alloc(rawBytes);
  raw.copy(rows, 0, 0, whole * (1 + rowBytes));
  for (let row = whole; row < height; row++) white.copy(rows, row * (1 + rowBytes));
  return Buffer.concat([
    file.subarray(0, SIGNATURE_BYTES),
    chunk('IHDR', parts.header),
    ...parts.colours,
    chunk('IDAT', deflateSync(rows, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
