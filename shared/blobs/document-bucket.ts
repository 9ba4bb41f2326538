/**
 * The bucket of documents. Prefixes:
 *   inbox/<tenant>/…                       dropped by anyone with access; consumed by intake
 *   uploads/<tenant>/<task id>/<name>      sent through the API; consumed by intake
 *   originals/<tenant>/<task id>/<name>    every original, kept
 *   pages/<tenant>/<document>/<version>/n  pages already read
 *   exports/<tenant>/<report>/<edition>/…  exports of fax reports, gone after a day; see fax-export-files.ts
 */
import { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { AppError } from '../contract/app-error.ts';
import type {
  InboxObjects,
  ObjectAddress,
  OriginalRemovals,
  Originals,
  PageCache,
  Uploads,
} from '../contract/services.ts';
import { optionalSetting, setting } from '../environment.ts';

let client: S3Client | undefined;

export function s3(): S3Client {
  // Checksums only where S3 demands them: a presigned PUT must not promise one for a body it has not seen.
  client ??= new S3Client({ requestChecksumCalculation: 'WHEN_REQUIRED' });
  return client;
}

let signingClient: S3Client | undefined;

/** Signs addresses for clients, which may reach the bucket under another address than we do. */
export function signing(): S3Client {
  const endpoint = optionalSetting('UPLOADS_ENDPOINT_URL');
  if (!endpoint) return s3();
  signingClient ??= new S3Client({
    endpoint,
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  return signingClient;
}

export function bucket(): string {
  return setting('BUCKET_NAME');
}

function isMissing(error: unknown): boolean {
  return (
    error instanceof NoSuchKey ||
    error instanceof NotFound ||
    (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404)
  );
}

export async function undefinedWhenMissing<T>(request: Promise<T>): Promise<T | undefined> {
  try {
    return await request;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function addressed({ key, versionId }: ObjectAddress) {
  return { Bucket: bucket(), Key: key, ...(versionId && { VersionId: versionId }) };
}

export function inboxObjects(): InboxObjects {
  return {
    async head(address) {
      const answer = await undefinedWhenMissing(s3().send(new HeadObjectCommand(addressed(address))));
      return answer && { sizeBytes: answer.ContentLength ?? 0, metadata: answer.Metadata ?? {} };
    },

    async open(address) {
      const answer = await undefinedWhenMissing(s3().send(new GetObjectCommand(addressed(address))));
      return answer && ((answer.Body as Readable | undefined) ?? Readable.from([]));
    },

    async keepOriginal({ key, versionId }, originalKey) {
      const source = `${bucket()}/${encodeURIComponent(key).replaceAll('%2F', '/')}`;
      await s3().send(
        new CopyObjectCommand({
          Bucket: bucket(),
          Key: originalKey,
          CopySource: versionId ? `${source}?versionId=${encodeURIComponent(versionId)}` : source,
        }),
      );
    },

    async remove(address) {
      try {
        await s3().send(
          new DeleteObjectCommand({
            ...addressed(address),
            ...(!address.versionId && address.etag && { IfMatch: `"${address.etag}"` }),
          }),
        );
      } catch (error) {
        // 412: something newer lies there, and its own event will come.
        const newer = error instanceof S3ServiceException && error.$metadata.httpStatusCode === 412;
        if (!newer && !isMissing(error)) throw error;
      }
    },
  };
}

export function originals(): Originals {
  return {
    async get(originalKey) {
      const answer = await undefinedWhenMissing(
        s3().send(new GetObjectCommand({ Bucket: bucket(), Key: originalKey })),
      );
      if (!answer?.Body) throw new AppError('object_not_found');
      return answer.Body.transformToByteArray();
    },

    open(originalKey, sizeBytes) {
      return {
        sizeBytes,
        async *read(range) {
          if (range && range.to <= range.from) return;
          const answer = await undefinedWhenMissing(
            s3().send(
              new GetObjectCommand({
                Bucket: bucket(),
                Key: originalKey,
                ...(range && { Range: `bytes=${range.from}-${range.to - 1}` }),
              }),
            ),
          );
          if (!answer) throw new AppError('object_not_found');
          if (answer.Body) yield* answer.Body as Readable;
        },
      };
    },
  };
}

export function originalRemovals(): OriginalRemovals {
  return {
    async remove(originalKey) {
      await s3().send(new DeleteObjectCommand({ Bucket: bucket(), Key: originalKey }));
    },
  };
}

export function pageCache(): PageCache {
  return {
    async list(prefix) {
      const found = new Map<number, string>();
      let token: string | undefined;
      do {
        const answer = await s3().send(
          new ListObjectsV2Command({ Bucket: bucket(), Prefix: prefix, ContinuationToken: token }),
        );
        for (const { Key = '' } of answer.Contents ?? [])
          found.set(Number.parseInt(Key.slice(prefix.length), 10), Key);
        token = answer.NextContinuationToken;
      } while (token);
      return found;
    },

    async get(key) {
      const answer = await s3().send(new GetObjectCommand({ Bucket: bucket(), Key: key }));
      return (await answer.Body?.transformToString()) ?? '';
    },

    async put(key, json) {
      await s3().send(
        new PutObjectCommand({ Bucket: bucket(), Key: key, Body: json, ContentType: 'application/json' }),
      );
    },
  };
}

export function uploads(): Uploads {
  return {
    async put(key, bytes, contentType) {
      await s3().send(
        new PutObjectCommand({ Bucket: bucket(), Key: key, Body: bytes, ContentType: contentType }),
      );
    },

    async presign(key, { sizeBytes, expiresInSeconds }) {
      const command = new PutObjectCommand({
        Bucket: bucket(),
        Key: key,
        ...(sizeBytes !== undefined && { ContentLength: sizeBytes }),
      });
      const url = await getSignedUrl(signing(), command, {
        expiresIn: expiresInSeconds,
        ...(sizeBytes !== undefined && { unhoistableHeaders: new Set(['content-length']) }),
      });
      const headers: Record<string, string> =
        sizeBytes === undefined ? {} : { 'content-length': String(sizeBytes) };
      return {
        url,
        method: 'PUT',
        headers,
        expires_at: new Date(Date.now() + expiresInSeconds * 1000).toISOString(),
      };
    },
  };
}
