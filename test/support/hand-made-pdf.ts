/** PDFs written byte by byte, for the tests that need what no PDF library would write: damage and encryption. */
import { createCipheriv, createHash } from 'node:crypto';

const PAGE_LINES = [
  'Facture 2026-0900',
  'Date : 05/01/2026',
  'Ateliers du Verrou SARL',
  'Total HT 100,00 EUR',
  'TVA 20 % 20,00 EUR',
  'Total TTC 120,00 EUR',
];

/** Text of the page of every PDF made here, as a content stream draws it. */
const CONTENT = Buffer.from(
  `BT /F1 14 Tf 60 780 Td 22 TL ${PAGE_LINES.map((line) => `(${line}) Tj T*`).join(' ')} ET`,
  'latin1',
);

/** Objects from number 1 up, then a classic cross-reference table. Object 1 is the catalog. */
export function writePdf(objects: readonly (string | Buffer)[], trailer = ''): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  let offset = parts[0]?.length ?? 0;
  const offsets = objects.map((object, index) => {
    const body = Buffer.concat([
      Buffer.from(`${index + 1} 0 obj\n`),
      typeof object === 'string' ? Buffer.from(object, 'latin1') : object,
      Buffer.from('\nendobj\n'),
    ]);
    parts.push(body);
    const at = offset;
    offset += body.length;
    return at;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}` +
        `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${offset}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

function stream(bytes: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from(`<< /Length ${bytes.length} >>\nstream\n`),
    bytes,
    Buffer.from('\nendstream'),
  ]);
}

/** The objects of a one-page invoice; object 5 is the content, the page tree comes last. */
function invoiceObjects(content: Buffer): (string | Buffer)[] {
  return [
    '<< /Type /Catalog /Pages 3 0 R >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    '<< /Type /Pages /Kids [4 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 3 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 2 0 R >> >> >>',
    stream(content),
  ];
}

/** A readable invoice. */
export function plainPdf(): Buffer {
  return writePdf(invoiceObjects(CONTENT));
}

/** A readable invoice whose `startxref` and table point to nothing: readers must look for the objects. */
export function pdfWithLostXref(): Buffer {
  const text = plainPdf().toString('latin1');
  const shifted = text
    .replace(/^\d{10} 00000 n/gm, '0000000007 00000 n')
    .replace(/startxref\n\d+/, 'startxref\n3');
  return Buffer.from(shifted, 'latin1');
}

/** `count` blank pages in one flat tree, about 90 bytes each. */
export function pdfOfPages(count: number): Buffer {
  const kids = Array.from({ length: count }, (_, index) => `${index + 3} 0 R`).join(' ');
  return writePdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${count} /MediaBox [0 0 595 842] >>`,
    ...Array.from({ length: count }, () => '<< /Type /Page /Parent 2 0 R >>'),
  ]);
}

const PASSWORD_PADDING = Buffer.from(
  '28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a',
  'hex',
);
const FILE_ID = createHash('md5').update('bordereau').digest();
/** Printing allowed, nothing else: only a label here, since the password guards the whole file. */
const PERMISSIONS = -3900;

/** ISO 32000-1, 7.6: the standard handler, revision 3, RC4 with 128 bits. An empty user password opens for anybody. */
export function rc4EncryptedPdf(userPassword: string, ownerPassword: string): Buffer {
  const md5 = (...parts: Uint8Array[]) => createHash('md5').update(Buffer.concat(parts)).digest();
  const padded = (password: string) =>
    Buffer.concat([Buffer.from(password, 'latin1'), PASSWORD_PADDING]).subarray(0, 32);
  const rounds = (key: Buffer, data: Buffer) =>
    Array.from({ length: 20 }, (_, round) => key.map((byte) => byte ^ round)).reduce(
      (text, roundKey) => rc4(Buffer.from(roundKey), text),
      data,
    );
  let ownerKey = md5(padded(ownerPassword));
  for (let round = 0; round < 50; round += 1) ownerKey = md5(ownerKey);
  const owner = rounds(ownerKey, padded(userPassword));
  const permissions = Buffer.alloc(4);
  permissions.writeInt32LE(PERMISSIONS);
  let key = md5(padded(userPassword), owner, permissions, FILE_ID);
  for (let round = 0; round < 50; round += 1) key = md5(key);
  const user = Buffer.concat([rounds(key, md5(PASSWORD_PADDING, FILE_ID)), Buffer.alloc(16)]);
  const contentKey = md5(key, Buffer.from([5, 0, 0, 0, 0])); // object 5, generation 0
  return writePdf(
    [
      ...invoiceObjects(rc4(contentKey, CONTENT)),
      `<< /Filter /Standard /V 2 /R 3 /Length 128 /P ${PERMISSIONS} /O <${owner.toString('hex')}> /U <${user.toString('hex')}> >>`,
    ],
    `/Encrypt 6 0 R /ID [<${FILE_ID.toString('hex')}> <${FILE_ID.toString('hex')}>]`,
  );
}

/** OpenSSL 3 keeps RC4 out of reach; it is short. */
function rc4(key: Buffer, data: Buffer): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, index) => index);
  const swap = (left: number, right: number) => {
    const kept = state[left] ?? 0;
    state[left] = state[right] ?? 0;
    state[right] = kept;
  };
  for (let i = 0, j = 0; i < 256; i += 1) {
    j = (j + (state[i] ?? 0) + (key[i % key.length] ?? 0)) & 255;
    swap(i, j);
  }
  let i = 0;
  let j = 0;
  return Buffer.from(
    data.map((byte) => {
      i = (i + 1) & 255;
      j = (j + (state[i] ?? 0)) & 255;
      swap(i, j);
      return byte ^ (state[((state[i] ?? 0) + (state[j] ?? 0)) & 255] ?? 0);
    }),
  );
}

/** ISO 32000-2, 7.6.4: revision 6, AES with 256 bits, what today's programs write. Salts and key are fixed. */
export function aesEncryptedPdf(userPassword: string, ownerPassword: string): Buffer {
  const fixed = (label: string, length: number) =>
    createHash('sha512').update(label).digest().subarray(0, length);
  const fileKey = fixed('file key', 32);
  const none = Buffer.alloc(0);
  const entry = (password: string, label: string, user: Buffer): [check: Buffer, key: Buffer] => {
    const secret = Buffer.from(password, 'utf8');
    const validation = fixed(`${label} validation`, 8);
    const keySalt = fixed(`${label} key`, 8);
    const check = Buffer.concat([revision6Hash(secret, validation, user), validation, keySalt]);
    return [
      check,
      aes('aes-256-cbc', revision6Hash(secret, keySalt, user), Buffer.alloc(16), fileKey, false),
    ];
  };
  const [user, userKey] = entry(userPassword, 'user', none);
  const [owner, ownerKey] = entry(ownerPassword, 'owner', user);
  const permissions = Buffer.alloc(16, 0xff);
  permissions.writeInt32LE(PERMISSIONS);
  permissions.write('Tadb', 8, 'latin1');
  const perms = aes('aes-256-ecb', fileKey, null, permissions, false);
  const vector = fixed('vector', 16);
  const content = Buffer.concat([vector, aes('aes-256-cbc', fileKey, vector, CONTENT, true)]);
  return writePdf(
    [
      ...invoiceObjects(content),
      `<< /Filter /Standard /V 5 /R 6 /Length 256 /P ${PERMISSIONS} /StmF /StdCF /StrF /StdCF ` +
        '/CF << /StdCF << /CFM /AESV3 /AuthEvent /DocOpen /Length 32 >> >> ' +
        `/U <${user.toString('hex')}> /UE <${userKey.toString('hex')}> /O <${owner.toString('hex')}> ` +
        `/OE <${ownerKey.toString('hex')}> /Perms <${perms.toString('hex')}> >>`,
    ],
    `/Encrypt 6 0 R /ID [<${FILE_ID.toString('hex')}> <${FILE_ID.toString('hex')}>]`,
  );
}

/** Algorithm 2.B: rounds of AES-128 over 64 copies, each choosing the next hash. */
function revision6Hash(password: Buffer, salt: Buffer, user: Buffer): Buffer {
  let hash = createHash('sha256')
    .update(Buffer.concat([password, salt, user]))
    .digest();
  for (let round = 0, last = 0; round < 64 || last > round - 32; round += 1) {
    const once = Buffer.concat([password, hash, user]);
    const repeated = Buffer.concat(Array.from({ length: 64 }, () => once));
    const mixed = aes('aes-128-cbc', hash.subarray(0, 16), hash.subarray(16, 32), repeated, false);
    const remainder = mixed.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3;
    hash = createHash(['sha256', 'sha384', 'sha512'][remainder] ?? 'sha256')
      .update(mixed)
      .digest();
    last = mixed.at(-1) ?? 0;
  }
  return hash.subarray(0, 32);
}

function aes(cipher: string, key: Buffer, vector: Buffer | null, data: Buffer, padding: boolean): Buffer {
  const encryption = createCipheriv(cipher, key, vector).setAutoPadding(padding);
  return Buffer.concat([encryption.update(data), encryption.final()]);
}
