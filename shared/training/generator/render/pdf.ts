/** A generated document as a PDF with a text layer, in the PDF standard fonts. */
import { PDFDocument, type PDFFont, type PDFPage, rgb, StandardFonts, setCharacterSqueeze } from 'pdf-lib';
import type { Drawing, DrawnPage, GeneratedDocument, Run, Shape } from '../document.ts';
import { Random } from '../random.ts';

const FACES = {
  sans: [StandardFonts.Helvetica, StandardFonts.HelveticaBold],
  serif: [StandardFonts.TimesRoman, StandardFonts.TimesRomanBold],
  mono: [StandardFonts.Courier, StandardFonts.CourierBold],
} as const;

/** Fixed, so that the same bytes come out each time. */
const MADE_ON = new Date('2026-01-05T09:00:00Z');

function color(hex = '#000000') {
  const part = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return rgb(part(1), part(3), part(5));
}

/** Letters that the standard fonts have (Windows-1252); others become `?`. */
function printable(text: string): string {
  return text
    .replace(/\u202f/g, '\u00a0')
    .replace(/₹/g, 'Rs')
    .replace(/[^\u0020-\u007e\u00a0-\u00ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/g, '?');
}

/** The document as a PDF. Text drawn as artwork becomes bars, so that the text layer does not have it. */
export async function renderDocument(
  document: Pick<GeneratedDocument, 'drawing' | 'seed'>,
): Promise<Uint8Array> {
  const pdf = await drawn(document.drawing, false);
  return pdf.save({ useObjectStreams: true, addDefaultPage: false, updateFieldAppearances: false });
}

/** The document as a PDF whose every letter is text, artwork too: what pictures are made from. */
export async function renderAllText(drawing: Drawing): Promise<Uint8Array> {
  const pdf = await drawn(drawing, true);
  return pdf.save({ useObjectStreams: true, addDefaultPage: false, updateFieldAppearances: false });
}

async function drawn(drawing: Drawing, artwork: boolean): Promise<PDFDocument> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.setCreationDate(MADE_ON);
  pdf.setModificationDate(MADE_ON);
  const fonts = new Map<string, PDFFont>();
  const fontOf = async (run: Run): Promise<PDFFont> => {
    const face = FACES[run.family][run.bold ? 1 : 0];
    let font = fonts.get(face);
    if (!font) {
      font = await pdf.embedFont(face);
      fonts.set(face, font);
    }
    return font;
  };
  for (const sheet of drawing.pages) {
    const page = pdf.addPage([sheet.widthPoints, sheet.heightPoints]);
    for (const shape of sheet.shapes) if (shape.kind === 'box') drawShape(page, sheet, shape);
    for (const shape of sheet.shapes) if (shape.kind !== 'box') drawShape(page, sheet, shape);
    let stretch = 1;
    for (const run of sheet.runs) {
      if (run.artwork && !artwork) {
        drawStrokes(page, sheet, run);
        continue;
      }
      if (run.stretch !== stretch) {
        page.pushOperators(setCharacterSqueeze(run.stretch * 100));
        stretch = run.stretch;
      }
      page.drawText(printable(run.text), {
        x: run.x,
        y: sheet.heightPoints - run.y,
        size: run.size,
        font: await fontOf(run),
        color: color(run.color),
      });
    }
  }
  return pdf;
}

/** Artwork without letters: bars of the letters' weight stand for a name that is only a picture. */
function drawStrokes(page: PDFPage, sheet: DrawnPage, run: Run): void {
  const step = run.size * 0.55 * run.stretch;
  for (let i = 0; i < run.text.length; i++) {
    if (run.text[i] === ' ') continue;
    page.drawRectangle({
      x: run.x + i * step,
      y: sheet.heightPoints - run.y,
      width: step * 0.7,
      height: run.size * (run.text.charCodeAt(i) % 3 === 0 ? 0.7 : 0.5),
      color: color(run.color),
    });
  }
}

function drawShape(page: PDFPage, sheet: DrawnPage, shape: Shape): void {
  const up = (y: number) => sheet.heightPoints - y;
  switch (shape.kind) {
    case 'rule':
      page.drawLine({
        start: { x: shape.x1, y: up(shape.y1) },
        end: { x: shape.x2, y: up(shape.y2) },
        thickness: shape.thickness,
        color: color(shape.color),
        ...(shape.dashed ? { dashArray: [3, 2] } : {}),
      });
      break;
    case 'box':
      page.drawRectangle({
        x: shape.x,
        y: up(shape.y + shape.height),
        width: shape.width,
        height: shape.height,
        ...(shape.fill ? { color: color(shape.fill) } : {}),
        ...(shape.stroke ? { borderColor: color(shape.stroke), borderWidth: 0.6 } : {}),
      });
      break;
    case 'bars': {
      const random = new Random(shape.seed);
      for (let x = shape.x; x < shape.x + shape.width; ) {
        const width = random.pick([0.6, 0.6, 1.2, 1.8]);
        page.drawRectangle({
          x,
          y: up(shape.y + shape.height),
          width,
          height: shape.height,
          color: rgb(0, 0, 0),
        });
        x += width + random.pick([0.6, 1.2, 1.2, 1.8]);
      }
      break;
    }
    default:
      drawLogo(page, sheet, shape);
  }
}

/** A logo of simple forms. */
function drawLogo(page: PDFPage, sheet: DrawnPage, logo: Extract<Shape, { kind: 'logo' }>): void {
  const { x, y, width, height } = logo;
  const base = sheet.heightPoints - y - height;
  const paint = color(logo.color);
  const radius = Math.min(width, height) / 2;
  switch (logo.form) {
    case 0:
      page.drawCircle({ x: x + radius, y: base + radius, size: radius, color: paint });
      page.drawCircle({ x: x + radius * 1.25, y: base + radius, size: radius * 0.55, color: rgb(1, 1, 1) });
      break;
    case 1:
      for (let i = 0; i < 4; i++)
        page.drawRectangle({
          x: x + (i * width) / 4,
          y: base,
          width: width / 5,
          height: height * (0.4 + 0.2 * i),
          color: paint,
        });
      break;
    case 2:
      page.drawSvgPath(`M 0 ${height} L ${width / 2} 0 L ${width} ${height} Z`, {
        x,
        y: base + height,
        color: paint,
      });
      break;
    case 3:
      page.drawEllipse({
        x: x + width / 2,
        y: base + height / 2,
        xScale: width / 2,
        yScale: height / 2,
        borderColor: paint,
        borderWidth: 3,
      });
      break;
    case 4:
      page.drawRectangle({ x, y: base, width, height, color: paint });
      page.drawCircle({ x: x + width / 2, y: base + height / 2, size: radius * 0.6, color: rgb(1, 1, 1) });
      break;
    default:
      page.drawSvgPath(
        `M 0 ${height * 0.6} Q ${width / 4} 0 ${width / 2} ${height * 0.6} T ${width} ${height * 0.4} L ${width} ${height} L 0 ${height} Z`,
        { x, y: base + height, color: paint },
      );
  }
}
