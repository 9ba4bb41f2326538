/** `bordereau export`: a fax log's checked rows as CSV, to stdout or a file. */
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { type Command, CommandError } from '../command.ts';
import { CONNECTION_HELP, CONNECTION_OPTIONS, connect, orMissing } from '../connection.ts';
import { byteCount } from '../numbers-in-words.ts';

/**
 * Writes beside the file and puts it in place once it is whole.
 * @returns its size in bytes.
 */
async function writeWhole(file: string, content: Readable): Promise<number> {
  const unfinished = `${file}.part-${process.pid}`;
  try {
    const sink = createWriteStream(unfinished, { flags: 'wx' });
    await pipeline(content, sink);
    await rename(unfinished, file);
    return sink.bytesWritten;
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

export const exportCommand: Command = {
  usage: 'export ID --csv [--excel] [--out FILE]',
  summary: "write a fax log's checked rows as CSV",
  help: `Columns: fax_id, mode, numero_original, numero_normalise, pages, valide, erreurs, date_heure. Goes to stdout, or to
FILE, which is replaced only once the export is whole.

  --csv             the format; there is no other
  --excel           semicolons after a byte order mark, for a double click in France; else commas (RFC 4180)
  --out FILE        where to
${CONNECTION_HELP}`,
  options: {
    ...CONNECTION_OPTIONS,
    csv: { type: 'boolean', default: false },
    excel: { type: 'boolean', default: false },
    out: { type: 'string' },
  },
  maximumArguments: 1,
  async run({ positionals: [id], options }) {
    if (!id) throw new CommandError('name a report: bordereau export ID --csv');
    if (options.csv !== true) throw new CommandError('say --csv: bordereau export ID --csv');
    const { client } = await connect(options);
    const answer = await orMissing(
      client.open('faxLogs.exportCsv', {
        params: { report_id: id },
        query: { dialect: options.excel === true ? 'excel' : 'rfc4180' },
      }),
      `report ${id}`,
    );
    const content = Readable.fromWeb(answer.body as ReadableStream<Uint8Array>);
    const { out } = options;
    const toFile = typeof out === 'string' && out !== '-';
    try {
      if (toFile) {
        const bytes = await writeWhole(out, content);
        process.stderr.write(`${out}: ${byteCount(bytes)}\n`);
      } else {
        await pipeline(content, process.stdout, { end: false });
      }
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      throw new CommandError(`the export broke off (${code ?? message})`);
    }
    return 0;
  },
};
