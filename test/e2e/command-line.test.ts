import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleBytes } from '../support/broken-files.ts';
import { bordereau } from '../support/command-line.ts';
import { eventually } from '../support/eventually.ts';
import { Installation } from '../support/installation.ts';

const SAMPLES = fileURLToPath(new URL('../../events/samples/', import.meta.url));
const EVENTS = fileURLToPath(new URL('../../events/', import.meta.url));

describe('bordereau extract, without a server', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bordereau-cli-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('prints a JSON line per file in order; a bad file is its own line, and the status 1', {
    timeout: 120_000,
  }, async () => {
    const bad = join(folder, 'not a pdf.pdf');
    await writeFile(bad, 'hello');
    const good = join(SAMPLES, 'facture-2026-0142-atelier-lumiere.pdf');
    const scan = join(SAMPLES, 'scan-20260319-plomberie-kerouedan.pdf');
    const { status, stdout, stderr } = await bordereau([
      'extract',
      good,
      bad,
      join(folder, 'missing.pdf'),
      scan,
    ]);
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ file, error }) => [file, error?.code])).toEqual([
      [good, undefined],
      [bad, 'unsupported_format'],
      [join(folder, 'missing.pdf'), 'file_not_readable'],
      [scan, undefined],
    ]);
    expect(lines[1].error).toMatchObject({ details: { detected: 'text' } });
    expect(Object.keys(lines[0])).toEqual([
      'file',
      'document_type',
      'pages',
      'fields',
      'lines',
      'vat_breakdown',
      'checks',
      'overall_confidence',
      'needs_review',
      'review_reasons',
      'model_version',
      'provider',
      'ms',
    ]);
    expect(lines[0].fields.montant_ttc).toMatchObject({ value: '3484.32 EUR', normalized: 3484.32, page: 1 });
    expect(lines[3].provider).not.toBe('text-layer');
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  });

  test('tells checks and reasons in English when asked', { timeout: 60_000 }, async () => {
    const quote = join(SAMPLES, 'devis-D2026-058-menuiserie-chanterelle.pdf');
    const messages = async (...options: string[]) => {
      const { stdout } = await bordereau(['extract', quote, ...options]);
      const { checks, review_reasons } = JSON.parse(stdout) as Record<string, { message: string }[]>;
      return [...checks!, ...review_reasons!].map(({ message }) => message);
    };
    expect(await messages('--language', 'en')).toContain(
      'This document is a quote, not one to be booked as an invoice.',
    );
    expect(await messages()).toContain(
      'Ce document est un devis, pas une pièce à comptabiliser comme facture.',
    );
  });

  test('reads what our truth says of every sample PDF with a text layer', { timeout: 120_000 }, async () => {
    const truth = JSON.parse(await readFile(join(SAMPLES, 'truth.json'), 'utf8')) as {
      file: string;
      document_type: string;
      fields: Record<string, string | number>;
    }[];
    const digital = truth.filter(
      ({ file }) => file.endsWith('.pdf') && !file.startsWith('scan') && !file.startsWith('Transports'),
    );
    expect(digital.length).toBeGreaterThan(4);
    const { stdout } = await bordereau(['extract', ...digital.map(({ file }) => join(SAMPLES, file))]);
    for (const [index, line] of stdout.trimEnd().split('\n').entries()) {
      const expected = digital[index]!;
      const found = JSON.parse(line);
      expect.soft(found.document_type, expected.file).toBe(expected.document_type);
      for (const label of ['numero_facture', 'date_facture', 'montant_ttc', 'nom_fournisseur']) {
        expect
          .soft(found.fields[label]?.normalized, `${expected.file} ${label}`)
          .toBe(expected.fields[label]);
      }
    }
  });

  test('takes e-invoices from their data, and a PDF from its page alone where asked to', {
    timeout: 60_000,
  }, async () => {
    const files = ['facturx-F2026-00311-cobalt-conseil.pdf', 'UBL-KL-2026-7745.xml'].map((file) =>
      join(SAMPLES, file),
    );
    for (const [flags, sources] of [
      [[], ['xml', 'xml']],
      [['--ignore-embedded-xml'], ['text-layer', 'xml']],
    ] as const) {
      const { status, stdout } = await bordereau(['extract', ...flags, ...files]);
      const lines = stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(lines.map(({ fields }) => fields.montant_ttc.source)).toEqual(sources);
      expect(lines.map(({ fields }) => fields.montant_ttc.normalized)).toEqual([6680.37, 1894.26]);
      expect(status).toBe(0);
    }
  });

  test('without a file, an unknown command or option: one clear line, status 1', async () => {
    for (const args of [['extract'], ['nonsense'], ['extract', '--nonsense'], ['token', '--role', 'king']]) {
      const { status, stdout, stderr } = await bordereau(args);
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
      expect(stderr).toMatch(/^bordereau: /);
      expect(stderr).not.toContain('    at ');
    }
  });
});

describe('bordereau beside a running installation', () => {
  let installation: Installation;
  let environment: Record<string, string>;

  beforeAll(async () => {
    installation = await Installation.start();
    environment = { DATA_DIR: installation.dataDirectory };
  });
  afterAll(() => installation.remove());

  test('token prints one that opens the API for its role and tenant only', async () => {
    const { stdout, status } = await bordereau(
      ['token', '--role', 'viewer', '--tenant', 'acme'],
      environment,
    );
    expect(status).toBe(0);
    const headers = { authorization: `Bearer ${stdout.trim()}` };
    expect((await fetch(`${installation.apiUrl}/stats`, { headers })).status).toBe(200);
    expect((await fetch(`${installation.apiUrl}/api/keys`, { headers })).status).toBe(403);
  });

  test('invoke runs a function on a captured event and prints its answer', async () => {
    const tested = await bordereau(['invoke', 'intake', join(EVENTS, 's3-test-event.json')], environment);
    expect({ ...tested, stdout: JSON.parse(tested.stdout) }).toEqual({
      status: 0,
      stdout: { batchItemFailures: [] },
      stderr: '',
    });
    const swept = await bordereau(['invoke', 'sweep'], environment);
    expect(JSON.parse(swept.stdout)).toEqual({ sent: 0, failed: 0 });
  });

  test('invoke of an unknown function or file says so', async () => {
    expect((await bordereau(['invoke', 'nonsense'], environment)).status).toBe(1);
    const { status, stderr } = await bordereau(['invoke', 'intake', '/no/such/file.json'], environment);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'bordereau: /no/such/file.json cannot be read\n',
    });
  });

  test('redrive puts a dead message back to work, once', async () => {
    const settings = {
      region: 'eu-west-3',
      endpoint: installation.s3Url,
      credentials: await installation.credentials(),
    };
    const { bucketName } = await installation.describe();
    const Key = 'originals/default/by-hand.pdf';
    const Body = await sampleBytes('facture-2026-0142-atelier-lumiere.pdf');
    await new S3Client({ ...settings, forcePathStyle: true }).send(
      new PutObjectCommand({ Bucket: bucketName, Key, Body }),
    );
    const sqs = new SQSClient(settings);
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: 'bordereau-intake-dead' }));
    const notification = {
      Records: [
        {
          eventName: 'ObjectCreated:Put',
          s3: {
            bucket: { name: bucketName },
            object: { key: 'inbox/default/gone.pdf', eTag: 'e', sequencer: '1' },
          },
        },
      ],
    };
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(notification) }));

    const counted = await bordereau(['redrive', 'bordereau-intake', '--dry-run'], environment);
    expect(JSON.parse(counted.stdout)).toMatchObject({ moved: 0, found: 1 });
    await eventually(
      async () =>
        JSON.parse((await bordereau(['redrive', 'bordereau-intake'], environment)).stdout).moved as number,
      (moved) => moved === 1,
      { timeoutSeconds: 90, what: 'the message, visible again after the dry run' },
    );
    const client = await installation.client();
    await eventually(
      () => client.call('tasks.history'),
      ({ body }) => body.some(({ error }) => error?.code === 'object_not_found'),
      { what: 'the outcome of the redriven message' },
    );
  }, 120_000);
});

describe('npm start', () => {
  test('on a busy port, or with a setting that cannot be, and commands once it is stopped: one clear line, status 1', async () => {
    const first = await Installation.start();
    try {
      await expect(Installation.start({ environment: { PORT: String(first.port) } })).rejects.toThrow(
        /^[^\n]+\nbordereau: Port \d+ is already in use \(PORT\)\.\n$/,
      );
      await expect(Installation.start({ environment: { PORT: 'eighty' } })).rejects.toThrow(
        /^[^\n]+\nbordereau: PORT must be a port between 1 and 65535, not "eighty"\.\n$/,
      );
      await expect(
        Installation.start({ dataDirectory: join(EVENTS, 'http-get-tasks.json', 'data') }),
      ).rejects.toThrow(/^[^\n]+\nbordereau: The data folder [^\n]+\n$/);
      await first.stop();
      for (const command of [
        ['redrive', 'intake'],
        ['invoke', 'sweep'],
      ]) {
        const { status, stderr } = await bordereau(command, { DATA_DIR: first.dataDirectory });
        expect({ status, stderr }).toEqual({
          status: 1,
          stderr: expect.stringMatching(
            /^bordereau: the installation does not answer at \S+: is npm start running\?\n$/,
          ),
        });
      }
    } finally {
      await first.remove();
    }
  });

  test('reads our samples on the first start, prints them as a table, and stops cleanly on Ctrl-C', {
    timeout: 180_000,
  }, async () => {
    const installation = await Installation.start({ environment: { BORDEREAU_SAMPLES: 'on' } });
    try {
      await eventually(
        async () => installation.output,
        (output) => output.includes('Ctrl-C stops.'),
        { timeoutSeconds: 150, what: 'the table' },
      );
      expect(installation.output).toMatch(
        /^document +type +number +date +supplier +total +confidence +time$/m,
      );
      expect(installation.output).toMatch(
        /facture-2026-0142-atelier-lumiere….* 2026-0142 +2026-03-03 .* 3484\.32 EUR/,
      );
      expect(installation.output).toContain(`API       ${installation.apiUrl}`);
      expect(await installation.stop()).toBe(0);
      const again = await Installation.start({
        dataDirectory: installation.dataDirectory,
        environment: { BORDEREAU_SAMPLES: 'on' },
      });
      await eventually(
        async () => again.output,
        (output) => output.includes('Ctrl-C stops.'),
      );
      expect(again.output).not.toContain('shown this once');
      expect(again.output).not.toMatch(/^document +type/m);
      await again.stop();
    } finally {
      await installation.remove();
    }
  });
});
