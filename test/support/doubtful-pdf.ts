/** PDFs whose text layer is not what a reader sees: wrong encodings, and text that nobody sees. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PDFDict, PDFDocument, type PDFFont, PDFName } from 'pdf-lib';

/**
 * Has the text layer say, for each character set in a font, the one `by` places on. The page looks as before.
 * To be called when everything is drawn.
 */
export async function shiftFont(pdf: PDFDocument, font: PDFFont, by: number): Promise<void> {
  await pdf.flush();
  const hex = (code: number): string => Math.max(1, code).toString(16).padStart(4, '0');
  const entries = Array.from(
    { length: 95 },
    (_, n) => `<${(0x20 + n).toString(16)}> <${hex(0x20 + n + by)}>`,
  );
  const cmap = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /Shifted def /CMapType 2 def 1 begincodespacerange <00> <ff> endcodespacerange
${entries.length} beginbfchar
${entries.join('\n')}
endbfchar endcmap CMapName currentdict /CMap defineresource pop end end`;
  const entry = pdf.context.lookup(font.ref, PDFDict);
  entry.set(PDFName.of('ToUnicode'), pdf.context.register(pdf.context.stream(cmap)));
}

/** Lines set in an embedded TrueType font by glyph number, without a word on which character a glyph is. */
export async function pdfWithoutMapping(lines: readonly string[]): Promise<Uint8Array> {
  const root = path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const file = await readFile(path.join(root, 'standard_fonts', 'LiberationSans-Regular.ttf'));
  const pdf = await PDFDocument.create();
  const { context } = pdf;
  const descriptor = context.register(
    context.obj({
      Type: 'FontDescriptor',
      FontName: 'ABCDEF+Sans',
      Flags: 4,
      FontBBox: [-200, -300, 1200, 1000],
      ItalicAngle: 0,
      Ascent: 905,
      Descent: -212,
      CapHeight: 700,
      StemV: 80,
      FontFile2: context.register(context.flateStream(file)),
    }),
  );
  const descendant = context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'CIDFontType2',
      BaseFont: 'ABCDEF+Sans',
      CIDSystemInfo: context.obj({}),
      CIDToGIDMap: 'Identity',
      FontDescriptor: descriptor,
      DW: 556,
    }),
  );
  const font = context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'Type0',
      BaseFont: 'ABCDEF+Sans',
      Encoding: 'Identity-H',
      DescendantFonts: [descendant],
    }),
  );
  const page = pdf.addPage([595, 842]);
  page.node.setFontDictionary(PDFName.of('F1'), font);
  // This font numbers its glyphs in the order of ASCII, from 3 for the space.
  const glyphs = (line: string): string =>
    Array.from(line, (c) => (c.charCodeAt(0) - 29).toString(16).padStart(4, '0')).join('');
  const content = `BT /F1 11 Tf 40 800 Td 16 TL ${lines.map((line) => `<${glyphs(line)}> Tj T*`).join(' ')} ET`;
  page.node.set(PDFName.of('Contents'), context.register(context.stream(content)));
  return pdf.save();
}
