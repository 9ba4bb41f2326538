/** Sends a file to a presigned address, however large, with a look at how far it is. */
import { createReadStream } from 'node:fs';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CommandError } from './command.ts';

/** A presigned address, and the headers that it was signed with. */
export interface UploadTarget {
  url: string;
  headers: Readonly<Record<string, string>>;
}

/**
 * PUTs `sizeBytes` of the file; memory stays flat.
 * @throws CommandError when the address refuses them or does not answer, or the file changes meanwhile.
 */
export async function uploadFile(
  path: string,
  sizeBytes: number,
  target: UploadTarget,
  onProgress: (sentBytes: number) => void,
): Promise<void> {
  const url = new URL(target.url);
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  const upload = send(url, {
    method: 'PUT',
    headers: { ...target.headers, 'content-length': String(sizeBytes) },
  });
  // Both ends are waited for at once: a refusal may come before the last byte is sent.
  const answered = new Promise<{ status: number; text: string }>((resolve, reject) => {
    upload.once('error', reject);
    upload.once('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        if (text.length < 2000) text += chunk;
      });
      response.once('error', reject);
      response.once('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
  });
  let sentBytes = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _, done) {
      sentBytes += chunk.length;
      onProgress(sentBytes);
      done(undefined, chunk);
    },
    flush(done) {
      // The receiver would wait for the rest for ever.
      done(sentBytes < sizeBytes ? new Error('the file shrank meanwhile') : undefined);
    },
  });
  // No byte beyond those announced, should the file grow.
  const sent =
    sizeBytes === 0
      ? Promise.resolve(void upload.end())
      : pipeline(createReadStream(path, { end: sizeBytes - 1 }), counted, upload);
  sent.catch(() => undefined);
  let answer: { status: number; text: string };
  try {
    answer = await answered;
  } catch (error) {
    if (sentBytes < sizeBytes) await sent.catch(() => undefined);
    throw new CommandError(`the upload to ${url.host} broke off (${(error as Error).message})`);
  }
  if (answer.status < 200 || answer.status > 299) {
    const [, code] = /<Code>(\w+)<\/Code>/.exec(answer.text) ?? [];
    upload.destroy();
    throw new CommandError(`${url.host} refused the upload: HTTP ${answer.status}${code ? ` ${code}` : ''}`);
  }
  await sent;
}
