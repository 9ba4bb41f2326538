/**
 * A text file of any encoding as blocks of whole lines. Blocks are decoded at once when they are sound; only the lines
 * of one that is not are looked at one by one, so that damage costs a line and sound files cost nothing.
 */
import { isAscii, isUtf8 } from 'node:buffer';
import { inBlocks } from './byte-blocks.ts';
import {
  byteOrderMark,
  decodeWindows1252,
  EncodingEvidence,
  type TextEncoding,
  unmarkedUtf16,
  utf16ToUtf8,
} from './text-encoding.ts';

/** Longer lines are no text of a table; what lies beyond is passed over. */
export const LINE_LIMIT_BYTES = 1_048_576;
/** What is kept of a longer line. */
const LONG_LINE_KEPT_BYTES = 4096;
/** While letters beyond ASCII are too few to tell the encoding, so much is read on before it is decided. */
const UNDECIDED_LIMIT_BYTES = 4_194_304;

const [NEW_LINE, RETURN] = [0x0a, 0x0d];

export interface LineBlock {
  /** Whole lines with their ends (CRLF, LF or CR); the file's last may have none. */
  text: string;
  /** Where in `text` lines start that hold bytes the encoding does not have, or zeros; in order. */
  damagedAt: readonly number[];
  /** Whether it is a line beyond `LINE_LIMIT_BYTES`, of which only the start is left; then the only one in its block. */
  isLongLine: boolean;
}

/** Bytes of whole lines. */
interface ByteLines {
  bytes: Buffer;
  isLongLine: boolean;
}

/** Just behind the last line end that surely is one: a last CR may be half of a CRLF. 0 for none. */
function endOfLines(bytes: Buffer): number {
  const aReturn = bytes.length < 2 ? -1 : bytes.lastIndexOf(RETURN, bytes.length - 2);
  return Math.max(bytes.lastIndexOf(NEW_LINE), aReturn) + 1;
}

/** Cuts blocks at line ends. Holds no more than a block and a line. */
async function* inLines(blocks: AsyncIterable<Buffer>): AsyncGenerator<ByteLines> {
  let rest: Buffer = Buffer.alloc(0);
  let passingOver: 'nothing' | 'line' | 'newLine' = 'nothing';
  for await (const block of blocks) {
    let bytes = rest.length > 0 ? Buffer.concat([rest, block]) : block;
    rest = Buffer.alloc(0);
    if (passingOver === 'line') {
      const ends = [bytes.indexOf(NEW_LINE), bytes.indexOf(RETURN)].filter((at) => at >= 0);
      if (ends.length === 0) continue;
      const at = Math.min(...ends);
      passingOver = bytes[at] === RETURN ? 'newLine' : 'nothing';
      bytes = bytes.subarray(at + 1);
    }
    if (passingOver === 'newLine' && bytes.length > 0) {
      if (bytes[0] === NEW_LINE) bytes = bytes.subarray(1);
      passingOver = 'nothing';
    }
    const end = endOfLines(bytes);
    if (end > 0) yield { bytes: bytes.subarray(0, end), isLongLine: false };
    rest = bytes.subarray(end);
    if (rest.length <= LINE_LIMIT_BYTES) continue;
    yield {
      bytes: Buffer.concat([rest.subarray(0, LONG_LINE_KEPT_BYTES), Buffer.from('\n')]),
      isLongLine: true,
    };
    rest = Buffer.alloc(0);
    passingOver = 'line';
  }
  if (rest.length > 0) yield { bytes: rest, isLongLine: false };
}

/** UTF-16 in blocks that part no character, as UTF-8. */
async function* utf8OfUtf16(
  blocks: AsyncIterable<Buffer>,
  encoding: 'utf-16le' | 'utf-16be',
): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const block of blocks) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, block]) : block;
    let end = bytes.length - (bytes.length % 2);
    const high = end < 2 ? 0 : bytes[encoding === 'utf-16le' ? end - 1 : end - 2]!;
    if (high >= 0xd8 && high <= 0xdb) end -= 2;
    yield utf16ToUtf8(bytes.subarray(0, end), encoding);
    rest = bytes.subarray(end);
  }
  // Half a character is damage of the last line.
  if (rest.length > 0) yield Buffer.from([0xff]);
}

async function* onward<T>(first: T, iterator: AsyncIterator<T>): AsyncGenerator<T> {
  try {
    yield first;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}

function decode(
  { bytes, isLongLine }: ByteLines,
  encoding: 'utf-8' | 'windows-1252',
  ofDamaged: (line: Buffer) => string,
): LineBlock {
  const hasZeros = bytes.includes(0);
  if (!hasZeros && !isLongLine) {
    if (isAscii(bytes)) return { text: bytes.toString('latin1'), damagedAt: [], isLongLine };
    if (encoding === 'windows-1252') return { text: decodeWindows1252(bytes), damagedAt: [], isLongLine };
    if (isUtf8(bytes)) return { text: bytes.toString('utf8'), damagedAt: [], isLongLine };
  }
  let text = '';
  const damagedAt: number[] = [];
  for (const line of linesOf(bytes)) {
    const isSound = encoding === 'windows-1252' || isUtf8(line);
    if (!isSound || isLongLine || line.includes(0)) damagedAt.push(text.length);
    const decoded = !isSound
      ? ofDamaged(line)
      : encoding === 'utf-8'
        ? line.toString('utf8')
        : decodeWindows1252(line);
    text += hasZeros ? decoded.replaceAll('\0', '') : decoded;
  }
  return { text, damagedAt, isLongLine };
}

/** Each line with its end. */
function* linesOf(bytes: Buffer): Generator<Buffer> {
  const next = (byte: number, from: number): number => {
    const at = bytes.indexOf(byte, from);
    return at < 0 ? bytes.length : at;
  };
  let [newLine, aReturn] = [next(NEW_LINE, 0), next(RETURN, 0)];
  for (let at = 0; at < bytes.length; ) {
    // Each is looked for again only once it is passed, or a file of one kind would be searched for the other all over.
    if (newLine < at) newLine = next(NEW_LINE, at);
    if (aReturn < at) aReturn = next(RETURN, at);
    const end = Math.min(newLine, aReturn === newLine - 1 ? newLine : aReturn, bytes.length - 1) + 1;
    yield bytes.subarray(at, end);
    at = end;
  }
}

/**
 * The lines of a text file, decoded: UTF-8, Windows-1252 (which Latin-1 is read as), UTF-16 with or without a byte
 * order mark, which is left out. One byte a character or UTF-8 is decided where letters beyond ASCII first come up,
 * however late, and by as many of them as it takes. Errors of the chunks' source are passed on.
 */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<LineBlock> {
  const blocks = inBlocks(chunks)[Symbol.asyncIterator]();
  const first = await blocks.next();
  if (first.done) return;
  const mark = byteOrderMark(first.value);
  const told: TextEncoding | undefined = mark?.encoding ?? unmarkedUtf16(first.value);
  const unmarked = onward(first.value.subarray(mark?.bytes ?? 0), blocks);
  if (told === 'utf-16le' || told === 'utf-16be') {
    for await (const lines of inLines(utf8OfUtf16(unmarked, told)))
      yield decode(lines, 'utf-8', (line) => line.toString('utf8'));
    return;
  }
  yield* readUndeclared(inLines(unmarked), told);
}

async function* readUndeclared(
  blocks: AsyncIterable<ByteLines>,
  told: 'utf-8' | 'windows-1252' | undefined,
): AsyncGenerator<LineBlock> {
  let encoding = told;
  let held: ByteLines[] = [];
  let heldBytes = 0;
  const evidence = new EncodingEvidence();
  for await (const lines of blocks) {
    if (encoding) {
      yield decode(lines, encoding, decodeWindows1252);
      continue;
    }
    if (held.length === 0 && isAscii(lines.bytes)) {
      yield decode(lines, 'utf-8', decodeWindows1252);
      continue;
    }
    evidence.add(lines.bytes);
    held.push(lines);
    heldBytes += lines.bytes.length;
    if (!evidence.isEnough && heldBytes < UNDECIDED_LIMIT_BYTES) continue;
    encoding = evidence.verdict;
    for (const earlier of held) yield decode(earlier, encoding, decodeWindows1252);
    held = [];
  }
  for (const last of held) yield decode(last, evidence.verdict, decodeWindows1252);
}
