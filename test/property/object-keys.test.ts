/** Names are the senders' own: whatever they hold, keys stay where they belong and names stay readable. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TENANT_PATTERN } from '../../shared/contract/caller.ts';
import {
  DEFAULT_TENANT,
  displayName,
  dropTaskId,
  originalKey,
  parseArrival,
  uploadKey,
} from '../../shared/domain/document/object-keys.ts';

const SEED = { seed: 20_260_303, numRuns: 500 };
const TASK = '0b8f2c1e-7a44-8c11-9d3e-5f6a7b8c9d0e';

const NASTY = [
  '',
  ' ',
  '.',
  '..',
  '../../other/secret.pdf',
  '..\\..\\other\\secret.pdf',
  '/etc/passwd',
  'C:\\Windows\\facture.pdf',
  'a/b/c/',
  'inbox/other/x.pdf',
  'nul\0byte.pdf',
  '\0',
  '..\0',
  '‥',
  '․',
  '🧾 d’été n° 7.pdf',
  '👩‍👩‍👧‍👦'.repeat(100),
  '%2F%2e%2e%2fother',
  'a+b c&d=e?f#g.pdf',
  '\u202Efdp.exe',
  '\u2066\u2069\u200F\u061C.pdf',
  '\ud800 half a pair',
  '\r\nContent-Disposition: x',
  `${'x'.repeat(10_000)}.pdf`,
  'é'.normalize('NFD').repeat(300),
];
const anyName = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc
    .array(fc.constantFrom('..', '/', '\\', '%2F', '\0', '.', 'inbox/', 'é', '🧾'), { maxLength: 20 })
    .map((parts) => parts.join('')),
);
const check = (promise: (name: string) => void) => fc.assert(fc.property(anyName, promise), SEED);

describe('a display name', () => {
  test('is never empty, never longer than 200 characters, and never a path', () => {
    check((name) => {
      const shown = displayName(name);
      expect(shown).not.toBe('');
      expect([...shown].length).toBeLessThanOrEqual(200);
      expect(shown).not.toMatch(/[/\\]/);
      expect(['.', '..']).not.toContain(shown);
    });
  });

  test('holds no control character, no mark that changes direction and no broken pair', () => {
    check((name) => {
      const shown = displayName(name);
      expect(shown).not.toMatch(/\p{Cc}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
      expect(shown.isWellFormed()).toBe(true);
    });
  });

  test('of a display name is itself', () => {
    check((name) => {
      expect(displayName(displayName(name))).toBe(displayName(name));
    });
  });

  test.each([
    ['facture 2026.pdf', 'facture 2026.pdf'],
    ['C:\\Users\\Zoé\\Reçu n° 7.pdf', 'Reçu n° 7.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['dossier/', 'dossier'],
    ['..', 'document'],
    ['facture\u202Efdp.exe', 'facturefdp.exe'],
    ['🧾 d’été.pdf', '🧾 d’été.pdf'],
  ])('of %j is %j', (name, shown) => {
    expect(displayName(name)).toBe(shown);
  });
});

describe('a key made for a tenant', () => {
  const keys = (name: string) => [uploadKey('acme', TASK, name), originalKey('acme', TASK, name, name)];

  test('stays below its own tenant and task, in characters that S3 calls safe', () => {
    check((name) => {
      const [upload = '', original = ''] = keys(name);
      expect(upload).toMatch(new RegExp(`^uploads/acme/${TASK}/[A-Za-z0-9._-]+$`));
      expect(original).toMatch(new RegExp(`^originals/acme/${TASK}/[A-Za-z0-9._-]+/[A-Za-z0-9._-]+$`));
    });
  });

  test('has no part that a file system takes for another folder, and fits S3’s 1,024 bytes', () => {
    check((name) => {
      for (const key of keys(name)) {
        for (const part of key.split('/')) expect(['', '.', '..']).not.toContain(part);
        expect(Buffer.byteLength(key)).toBeLessThanOrEqual(1024);
      }
    });
  });

  test('of an upload is read back as that task’s', () => {
    check((name) => {
      expect(parseArrival(uploadKey('acme', TASK, name))).toMatchObject({ tenant: 'acme', taskId: TASK });
    });
  });
});

describe('an arrival', () => {
  test('in a tenant’s folder is that tenant’s, however the rest of its key looks', () => {
    check((name) => {
      expect(parseArrival(`inbox/acme/${name}`)).toMatchObject({
        tenant: 'acme',
        taskId: null,
        documentName: displayName(name),
      });
    });
  });

  test('is always some valid tenant’s, or none of ours', () => {
    check((name) => {
      for (const key of [name, `inbox/${name}`, `uploads/${name}`, `uploads/acme/${name}`]) {
        const arrival = parseArrival(key);
        if (arrival) expect(arrival.tenant).toMatch(TENANT_PATTERN);
      }
    });
  });

  test.each([
    ['inbox/facture.pdf', DEFAULT_TENANT, 'facture.pdf'],
    ['inbox/acme/2026/mars/facture.pdf', 'acme', 'facture.pdf'],
    ['inbox/acme/../other/facture.pdf', 'acme', 'facture.pdf'],
    ['inbox//facture.pdf', DEFAULT_TENANT, 'facture.pdf'],
  ])('at %j belongs to %s and is called %j', (key, tenant, documentName) => {
    expect(parseArrival(key)).toEqual({ tenant, taskId: null, documentName, isMisplaced: false });
  });

  test.each(['inbox/Pas un locataire/facture.pdf', 'inbox/../other/facture.pdf', 'inbox/Acme/facture.pdf'])(
    'at %j is in no tenant’s folder, and to be refused',
    (key) => {
      expect(parseArrival(key)).toMatchObject({ documentName: 'facture.pdf', isMisplaced: true });
    },
  );

  test.each([
    'originals/acme/x',
    'pages/acme/x',
    'facture.pdf',
    '',
    'uploads/acme/not-a-task/facture.pdf',
    `uploads/Not A Tenant/${TASK}/facture.pdf`,
    `uploads/acme/${TASK}`,
    `uploads/acme/${TASK.toUpperCase()}/facture.pdf`,
    `uploads/../${TASK}/facture.pdf`,
  ])('at %j is none of ours', (key) => {
    expect(parseArrival(key)).toBeUndefined();
  });
});

describe('the task of a drop', () => {
  const drop = { bucket: 'bucket', key: 'inbox/acme/facture.pdf', distinction: '0069A6B21C4F0E7A31' };

  test('is the same for the same drop and another for any other', () => {
    expect(dropTaskId(drop)).toBe(dropTaskId({ ...drop }));
    const others = [{ bucket: 'other' }, { key: 'inbox/acme/facture2.pdf' }, { distinction: 'later' }];
    const all = [drop, ...others.map((other) => ({ ...drop, ...other }))].map(dropTaskId);
    expect(new Set(all).size).toBe(4);
  });

  test('is a UUID of version 8', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (key, distinction) => {
        expect(dropTaskId({ ...drop, key, distinction })).toMatch(
          /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        );
      }),
      SEED,
    );
  });
});
