/** Exports of fax reports in the bucket of documents, under `exports/`; a lifecycle rule of the bucket expires them. */
import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { FaxExportFiles } from '../contract/services.ts';
import { bucket, s3, signing, undefinedWhenMissing } from './document-bucket.ts';

/** Long enough to follow a redirect at leisure, short enough that a leaked address is soon of no use. */
const ADDRESS_LIFETIME_SECONDS = 900;
/** S3 expires what is a day old at the next midnight, so that this is never too long. */
const REUSED_FOR_MS = 20 * 3_600_000;
/** Parts under way at once, 5 MB each: what an export holds in memory however large it is. */
const PARTS_AT_ONCE = 2;

export function faxExportFiles(): FaxExportFiles {
  return {
    async has(key) {
      const found = await undefinedWhenMissing(
        s3().send(new HeadObjectCommand({ Bucket: bucket(), Key: key })),
      );
      return Date.now() - (found?.LastModified?.getTime() ?? 0) < REUSED_FOR_MS;
    },

    async write(key, content, { contentType, contentDisposition, contentEncoding }) {
      await new Upload({
        client: s3(),
        queueSize: PARTS_AT_ONCE,
        params: {
          Bucket: bucket(),
          Key: key,
          Body: Readable.from(content, { objectMode: false }),
          ContentType: contentType,
          ContentDisposition: contentDisposition,
          ...(contentEncoding && { ContentEncoding: contentEncoding }),
        },
      }).done();
    },

    async address(key) {
      const command = new GetObjectCommand({ Bucket: bucket(), Key: key });
      return getSignedUrl(signing(), command, { expiresIn: ADDRESS_LIFETIME_SECONDS });
    },

    async removeAll(prefix) {
      let token: string | undefined;
      do {
        const answer = await s3().send(
          new ListObjectsV2Command({ Bucket: bucket(), Prefix: prefix, ContinuationToken: token }),
        );
        for (const { Key } of answer.Contents ?? []) {
          await s3().send(new DeleteObjectCommand({ Bucket: bucket(), Key }));
        }
        token = answer.NextContinuationToken;
      } while (token);
    },
  };
}
