import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BordereauError, Client } from '../../client/client.ts';
import { ERROR_STATUS, type ErrorCode } from '../../shared/contract/app-error.ts';
import { displayName } from '../../shared/domain/document/object-keys.ts';
import { type BrokenFile, brokenFiles } from '../support/broken-files.ts';
import { eventually } from '../support/eventually.ts';
import { Installation } from '../support/installation.ts';

describe('rubbish sent to a running installation', () => {
  let installation: Installation;
  let client: Client;

  beforeAll(async () => {
    installation = await Installation.start();
    client = await installation.client();
  });

  afterAll(async () => {
    await installation.remove();
  });

  async function dropIntoBucket(tenant: string, file: BrokenFile): Promise<void> {
    const { bucketName } = await installation.describe();
    const s3 = new S3Client({
      endpoint: installation.s3Url,
      region: 'eu-west-3',
      credentials: await installation.credentials(),
      forcePathStyle: true,
    });
    const Key = `inbox/${tenant}/${file.name}`;
    await s3.send(new PutObjectCommand({ Bucket: bucketName, Key, Body: await file.bytes() }));
  }

  test('dropped, each ends once with its code, keeps its original and disturbs no other', {
    timeout: 240_000,
  }, async () => {
    // XML 1.0 cannot carry NUL, so no S3 has a key with one; the API is asked with such a name below.
    const droppable = brokenFiles.filter(({ name }) => !name.includes('\0'));
    for (const [index, file] of droppable.entries()) await dropIntoBucket(`tenant-${index}`, file);
    for (const [index, file] of droppable.entries()) {
      const tenant = await installation.client('viewer', `tenant-${index}`);
      const { body: tasks } = await eventually(
        () => tenant.call('tasks.history'),
        ({ body }) => body.length > 0,
        { timeoutSeconds: 120, what: `the end of ${file.what}` },
      );
      const outcome = tasks.map((task) => (task.status === 'completed' ? 'completed' : task.error?.code));
      expect.soft(outcome, file.what).toEqual([file.expected]);
      expect.soft(tasks[0]?.document_name, file.what).toBe(displayName(file.name));
      expect
        .soft(await installation.onlyKeyUnder(`originals/tenant-${index}/`), file.what)
        .toBeTypeOf('string');
    }
  });

  test('posted to /extract, each is answered with the status of its code', { timeout: 240_000 }, async () => {
    for (const file of brokenFiles) {
      const answered = await client
        .call('extraction.extract', { file: { filename: file.name, bytes: await file.bytes() } })
        .then(({ status }) => ({ status, code: 'completed' }))
        .catch((error: BordereauError) => ({ status: error.status, code: error.code }));
      const status = file.expected === 'completed' ? 200 : ERROR_STATUS[file.expected as ErrorCode];
      expect.soft(answered, file.what).toEqual({ status, code: file.expected });
    }
  });

  test('a file beyond what a request may carry is refused with 413', async () => {
    const bytes = new Uint8Array(4_600_000);
    bytes.set(Buffer.from('%PDF-1.7\n'));
    await expect(
      client.call('extraction.extract', { file: { filename: 'gros.pdf', bytes } }),
    ).rejects.toMatchObject({ status: 413, code: 'file_too_large' });
  });

  test('a body of another type is refused with 415', async () => {
    const response = await fetch(`${installation.apiUrl}/extract`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await installation.token()}`, 'content-type': 'application/pdf' },
      body: '%PDF-1.7',
    });
    expect(response.status).toBe(415);
  });
});
