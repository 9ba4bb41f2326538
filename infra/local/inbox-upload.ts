import { Agent, type IncomingMessage, request } from 'node:http';
import { extname } from 'node:path';
import type { Readable } from 'node:stream';
import { encodeKey } from './bucket-notifications.ts';

/** A file to upload; `read` opens its content anew for each try. */
export interface Drop {
  key: string;
  dropId: string;
  size: number;
  read(): Readable;
}

/**
 * Puts drops into a bucket, never over another object: a key that is taken gets a number, unless what is there is
 * this very drop, uploaded before the machine stopped.
 */
export class InboxUpload {
  readonly #bucketUrl: URL;
  readonly #agent = new Agent({ keepAlive: true });

  constructor(s3Url: string, bucket: string) {
    this.#bucketUrl = new URL(`/${bucket}/`, s3Url);
  }

  /** Resolves when the object is there. Rejects if S3 refuses or the file is shorter than it was. */
  async put(drop: Drop): Promise<void> {
    for (let number = 1; ; number++) {
      const key = number === 1 ? drop.key : numbered(drop.key, number);
      const put = await this.#send('PUT', key, drop);
      if (put.statusCode === 200) return;
      if (put.statusCode !== 412) throw new Error(`S3 answered ${put.statusCode}.`);
      const head = await this.#send('HEAD', key);
      if (head.headers['x-amz-meta-drop-id'] === drop.dropId) return;
    }
  }

  close(): void {
    this.#agent.destroy();
  }

  #send(method: string, key: string, drop?: Drop): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const call = request(
        {
          method,
          agent: this.#agent,
          host: this.#bucketUrl.hostname,
          port: this.#bucketUrl.port,
          path: this.#bucketUrl.pathname + encodeKey(key).replaceAll('+', '%20'),
          headers: drop && {
            'content-length': drop.size,
            'content-type': 'application/octet-stream',
            'if-none-match': '*',
            'x-amz-meta-drop-id': drop.dropId,
          },
        },
        (response) => {
          response.resume();
          response.on('end', () => resolve(response));
          response.on('error', reject);
        },
      );
      call.on('error', reject);
      if (!drop || drop.size === 0) return void call.end();
      let sent = 0;
      const content = drop.read();
      content.on('data', (chunk: Buffer) => {
        sent += chunk.length;
      });
      content.on('error', (error) => call.destroy(error));
      content.on('end', () => {
        if (sent < drop.size) call.destroy(new Error('it became shorter while it was read.'));
      });
      content.pipe(call);
    });
  }
}

function numbered(key: string, number: number): string {
  const extension = extname(key);
  return `${key.slice(0, key.length - extension.length)} (${number})${extension}`;
}
