/**
 * What is drawn on a page of a PDF, as PDFium tells it: text that nobody sees, letters without a meaning, pictures.
 * Runs in the thread of `pdf-thread.ts`.
 */

/** A rectangle in the page's own space: left, bottom, right, top. */
export type PdfRect = [x0: number, y0: number, x1: number, y1: number];

/** What is drawn on a page, as far as it bears on whether its text can be believed. */
export interface PdfPageLook {
  /** Text that nobody can see: neither filled nor stroked, transparent, too small, or under an opaque picture. */
  hidden: PdfRect[];
  /** Text in white or nearly so, which shows on a dark ground only. */
  pale: PdfRect[];
  /** Characters whose font does not say what they are. */
  unmapped: PdfRect[];
  pictures: PdfRect[];
}

/** Objects of one page looked at, forms within forms included, and characters asked for their mapping. */
export const MAX_OBJECTS = 60_000;

/**
 * Part of the thread's program: `look({page})`. Takes `openForDrawing`, `pdfiumBytes` and `data.maxObjects` from there.
 */
export const LOOK_PROGRAM = `
// Kinds of page objects (fpdf_edit.h), and the render modes of text that paint nothing (ISO 32000-2 table 104).
const TEXT = 1, IMAGE = 3, FORM = 5;
// A bitmap with transparency (fpdfview.h).
const BGRA = 4;
const UNPAINTED = new Set([3, 7]);

async function look({ page: number }) {
  const { module: m, ...open } = await openForDrawing();
  const at = m._FPDF_LoadPage(open.documentIdx, number - 1);
  if (!at) return { hidden: [], pale: [], unmapped: [], pictures: [] };
  const memory = m._malloc(64);
  try {
    const hidden = [], pale = [], pictures = [], shown = [];
    let left = data.maxObjects;
    const floats = (n) => Array.from(m.HEAPF32.subarray(memory >> 2, (memory >> 2) + n));
    const apply = ([a, b, c, d, e, f], [x, y]) => [a * x + c * y + e, b * x + d * y + f];
    const placed = (matrix, [x0, y0, x1, y1]) => {
      const corners = [[x0, y0], [x1, y0], [x0, y1], [x1, y1]].map((corner) => apply(matrix, corner));
      const xs = corners.map((corner) => corner[0]), ys = corners.map((corner) => corner[1]);
      return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
    };
    const within = ([a, b, c, d, e, f], inner) => {
      const [e2, f2] = apply([a, b, c, d, e, f], [inner[4], inner[5]]);
      return [a * inner[0] + c * inner[1], b * inner[0] + d * inner[1], a * inner[2] + c * inner[3], b * inner[2] + d * inner[3], e2, f2];
    };
    // A stamp or a watermark hides nothing; that a picture has a mask only its drawing tells.
    const isOpaque = (object) => {
      const bitmap = m._FPDFImageObj_GetRenderedBitmap(open.documentIdx, at, object);
      if (!bitmap) return true;
      try {
        if (m._FPDFBitmap_GetFormat(bitmap) !== BGRA) return true;
        const [width, height, stride] = [m._FPDFBitmap_GetWidth(bitmap), m._FPDFBitmap_GetHeight(bitmap), m._FPDFBitmap_GetStride(bitmap)];
        const buffer = m._FPDFBitmap_GetBuffer(bitmap);
        let clear = 0, all = 0;
        for (let y = 0; y < height; y += 3) for (let x = 0; x < width; x += 3, all++) {
          if (m.HEAPU8[buffer + y * stride + 4 * x + 3] < 128) clear++;
        }
        return clear < 0.2 * all;
      } finally {
        m._FPDFBitmap_Destroy(bitmap);
      }
    };
    const matrixOf = (object) => m._FPDFPageObj_GetMatrix(object, memory) ? floats(6) : [1, 0, 0, 1, 0, 0];
    const visit = (count, get, matrix, depth) => {
      for (let i = 0; i < count && left > 0; i++, left--) {
        const object = get(i);
        const type = m._FPDFPageObj_GetType(object);
        if (type === FORM && depth < 8) {
          visit(m._FPDFFormObj_CountObjects(object), (n) => m._FPDFFormObj_GetObject(object, n), within(matrix, matrixOf(object)), depth + 1);
        }
        if (type !== TEXT && type !== IMAGE) continue;
        if (!m._FPDFPageObj_GetBounds(object, memory, memory + 4, memory + 8, memory + 12)) continue;
        const rect = placed(matrix, floats(4));
        if (type === IMAGE) {
          pictures.push(rect);
          // What was written before lies under it.
          const [x0, y0, x1, y1] = rect;
          if ((x1 - x0) * (y1 - y0) < 2000 || m._FPDFPageObj_HasTransparency(object)) continue;
          if (!shown.some(([a, b, c, d]) => a >= x0 && b >= y0 && c <= x1 && d <= y1) || !isOpaque(object)) continue;
          for (let n = shown.length - 1; n >= 0; n--) {
            const [a, b, c, d] = shown[n];
            if (a < x0 || b < y0 || c > x1 || d > y1) continue;
            hidden.push(shown[n]);
            shown.splice(n, 1);
          }
          continue;
        }
        const mode = m._FPDFTextObj_GetTextRenderMode(object);
        const [, , c, d] = within(matrix, matrixOf(object));
        const size = m._FPDFTextObj_GetFontSize(object, memory) ? m.HEAPF32[memory >> 2] * Math.hypot(c, d) : 10;
        const stroked = mode === 1 || mode === 5;
        const coloured = (stroked ? m._FPDFPageObj_GetStrokeColor : m._FPDFPageObj_GetFillColor)(object, memory, memory + 4, memory + 8, memory + 12);
        const [r, g, b, alpha] = coloured ? [0, 4, 8, 12].map((offset) => m.HEAPU8[memory + offset]) : [0, 0, 0, 255];
        if (UNPAINTED.has(mode) || alpha < 20 || (size > 0 && size < 1.5)) hidden.push(rect);
        else {
          if (0.3 * r + 0.59 * g + 0.11 * b > 215) pale.push(rect);
          shown.push(rect);
        }
      }
    };
    visit(m._FPDFPage_CountObjects(at), (n) => m._FPDFPage_GetObject(at, n), [1, 0, 0, 1, 0, 0], 0);
    const unmapped = [];
    const text = m._FPDFText_LoadPage(at);
    if (text) {
      const count = Math.min(m._FPDFText_CountChars(text), data.maxObjects);
      for (let i = 0; i < count; i++) {
        if (m._FPDFText_HasUnicodeMapError(text, i) !== 1) continue;
        if (!m._FPDFText_GetCharBox(text, i, memory, memory + 8, memory + 16, memory + 24)) continue;
        const [x0, x1, y0, y1] = m.HEAPF64.subarray(memory >> 3, (memory >> 3) + 4);
        unmapped.push([x0, y0, x1, y1]);
      }
      m._FPDFText_ClosePage(text);
    }
    pdfiumBytes = m.HEAPU8.length;
    return { hidden, pale, unmapped, pictures };
  } finally {
    m._free(memory);
    m._FPDF_ClosePage(at);
  }
}
`;
