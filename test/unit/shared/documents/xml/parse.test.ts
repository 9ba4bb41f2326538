import { describe, expect, test } from 'vitest';
import { parseXml, XML_LIMITS } from '../../../../../shared/documents/xml/parse.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const parse = (text: string) => parseXml(utf8(text));

/** UTF-16 with the mark that tells the order of its bytes, unless it is left out. */
function utf16(text: string, order: 'le' | 'be', mark = true): Uint8Array {
  const bytes = Buffer.from(`${mark ? '\ufeff' : ''}${text}`, 'utf16le');
  return new Uint8Array(order === 'le' ? bytes : bytes.swap16());
}

describe('XML becomes a tree', () => {
  test('of local names, with their namespaces by address', () => {
    const root = parse(
      '<p:a xmlns:p="urn:one" xmlns="urn:two"><b id=" 7 " p:other="x"/><p:c xmlns:p="urn:three"/></p:a>',
    );
    expect(root).toMatchObject({ name: 'a', namespace: 'urn:one' });
    expect(root.children).toMatchObject([
      { name: 'b', namespace: 'urn:two', attributes: { id: '7' } },
      { name: 'c', namespace: 'urn:three' },
    ]);
  });

  test('whatever the prefixes', () => {
    expect(parse('<x:a xmlns:x="urn:n"><x:b>1</x:b></x:a>')).toEqual(parse('<a xmlns="urn:n"><b>1</b></a>'));
  });

  test('with its text joined and trimmed', () => {
    const root = parse('<a>\n Au <!-- bon --> Moulin<![CDATA[ & <fils>]]>&#233;&amp;&lt;<b>in</b> end </a>');
    expect(root.text).toBe('Au  Moulin & <fils>é&< end');
    expect(root.children[0]?.text).toBe('in');
  });

  test('without the body of an attachment', () => {
    const root = parse(`<a><b>${'QUJD'.repeat(300_000)}</b><c>kept</c></a>`);
    expect(root.children[0]?.text).toHaveLength(XML_LIMITS.text);
    expect(root.children[1]?.text).toBe('kept');
  });

  test('despite a ">" in an attribute, a comment or a processing instruction', () => {
    expect(
      parse('<?xml version="1.0"?><?note a > b?><!-- <x> > --><a t="1>2" u=\'"/>\'><b/></a>'),
    ).toMatchObject({
      attributes: { t: '1>2', u: '"/>' },
      children: [{ name: 'b' }],
    });
  });
});

describe('the encoding', () => {
  const NAME = 'Société Générale à Škofja Loka — 5 €';
  const xml = (encoding: string, name = NAME) => `<?xml version="1.0" encoding="${encoding}"?><a>${name}</a>`;
  const latin = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));

  test.each([
    ['UTF-8', utf8(xml('UTF-8')), NAME],
    ['UTF-8 with a mark', utf8(`\ufeff${xml('UTF-8')}`), NAME],
    ['UTF-8 by default', utf8(`<a>${NAME}</a>`), NAME],
    ['UTF-16, low byte first', utf16(xml('UTF-16'), 'le'), NAME],
    ['UTF-16, high byte first', utf16(xml('utf-16'), 'be'), NAME],
    ['UTF-16 without a mark', utf16(xml('UTF-16'), 'be', false), NAME],
    ['Latin-1', latin(xml('ISO-8859-1', 'Société')), 'Société'],
    [
      'Latin-9',
      new Uint8Array([...latin(xml('ISO-8859-15', '5 ')).slice(0, -4), 0xa4, ...latin('</a>')]),
      '5 €',
    ],
    [
      'Windows-1252',
      new Uint8Array([...latin(xml('windows-1252', '5 ')).slice(0, -4), 0x80, ...latin('</a>')]),
      '5 €',
    ],
  ])('%s is read', (_, bytes, name) => {
    expect(parseXml(bytes).text).toBe(name);
  });

  test.each([
    ['UTF-16 of what is UTF-8', utf8(xml('utf-16')), NAME],
    ['UTF-8 of what is Latin-1', latin(xml('UTF-8', 'Société')), 'Société'],
  ])('is put right where the file says %s', (_, bytes, name) => {
    expect(parseXml(bytes).text).toBe(name);
  });

  test.each([
    ['unknown', utf8(xml('x-klingon'))],
    ['UTF-16 cut within a character', utf16(xml('UTF-16'), 'le').slice(0, -1)],
  ])('%s is refused', (_, bytes) => {
    expect(() => parseXml(bytes)).toThrowError(
      expect.objectContaining({ code: 'unreadable_file', details: { reason: 'encoding' } }),
    );
  });
});

describe('what may not be read is refused before it can cost anything', () => {
  const LAUGHS = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l "ha">${Array.from(
    { length: 9 },
    (_, index) => `<!ENTITY l${index} "${`&l${index || ''};`.repeat(10)}">`,
  ).join('')}]><a>&l8;</a>`;

  test.each([
    ['a billion laughs', LAUGHS, 'document_type'],
    [
      'a file of the machine',
      '<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]><a>&f;</a>',
      'document_type',
    ],
    ['an address to fetch', '<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><a/>', 'document_type'],
    ['an entity without a declaration', '<a>&euro;</a>', 'not_well_formed'],
    ['a deep nest', '<a>'.repeat(200_000), 'too_deep'],
    ['a deep nest, closed', `${'<a>'.repeat(65)}${'</a>'.repeat(65)}`, 'too_deep'],
    ['too many elements', `<a>${'<b/>'.repeat(500_000)}</a>`, 'too_many_elements'],
    [
      'too many attributes',
      `<a ${Array.from({ length: 70 }, (_, i) => `a${i}="1"`).join(' ')}/>`,
      'too_many_attributes',
    ],
    ['an unclosed element', '<a><b></a>', 'not_well_formed'],
    ['an unclosed attribute', '<a b="1><c/></a>', 'not_well_formed'],
    ['an unclosed comment', '<a><!-- </a>', 'not_well_formed'],
    ['an unclosed start', `<a>${'<'.repeat(1000)}`, 'not_well_formed'],
    ['elements closed before they open', `${'</a>'.repeat(100_000)}<a/>`, 'not_well_formed'],
    ['two roots', '<a/><b/>', 'not_well_formed'],
    ['no root', '<?xml version="1.0"?>', 'not_well_formed'],
    ['nothing', '', 'not_well_formed'],
    ['a control character', '<a>\u0001</a>', 'not_well_formed'],
    ['a prefix without a namespace', '<p:a/>', 'namespace'],
    ['a file beyond any size', `<a>${'x'.repeat(33 * 1024 * 1024)}</a>`, 'too_large'],
  ])('%s', (_, text, reason) => {
    expect(() => parse(text)).toThrowError(
      expect.objectContaining({ code: 'unreadable_file', details: { reason } }),
    );
  });

  test('and the error holds nothing of the file', () => {
    try {
      parse('<a>IBAN FR7630006000011234567890189<b></a>');
      expect.unreachable();
    } catch (error) {
      expect((error as Error).cause).toBeUndefined();
      expect(JSON.stringify(error)).not.toContain('FR76');
    }
  });

  test('but a long text or many lines are not', () => {
    const lines = '<line><id>1</id><name>Lampe &amp; pied</name><net currency="EUR">1.00</net></line>'.repeat(
      10_000,
    );
    expect(parse(`<a>${lines}</a>`).children).toHaveLength(10_000);
  });
});
