/**
 * The thread that parses and renders one PDF at a time: pdf.js for text, attachments and scripts, PDFium for
 * pictures. Both are fed files from strangers, so neither runs where it could take the process along.
 */
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { CallThread, ThreadError } from '../ocr/call-thread.ts';
import type { PageImage } from '../ocr/page-image.ts';
import { createPool, type Lease } from '../ocr/pool.ts';
import { THREAD_IDLE_SECONDS } from '../ocr/thread-work.ts';

/** What opening gives. */
export interface PdfFacts {
  pageCount: number;
  javascript: boolean;
  /** Files embedded; `key` is for `attachment`. Empty when there are more pages than `maxPages`. */
  attachments: { key: string; name: string; content: Uint8Array }[];
}

/** A run of text as pdf.js gives it: `transform` is its text matrix in the page's own space. */
export interface PdfTextItem {
  str: string;
  transform: number[];
  width: number;
  height: number;
  fontName: string;
}

export interface PdfPageText {
  items: PdfTextItem[];
  styles: Record<string, { ascent: number; descent: number; vertical: boolean }>;
  /** Size as seen, in points. */
  width: number;
  height: number;
  /** From the page's own space to the page as seen, rotation and crop applied; origin top left. */
  viewTransform: number[];
}

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
const MAX_OBJECTS = 60_000;

/** Text runs of one page beyond this are left out: an honest page has some thousands. */
const MAX_TEXT_ITEMS = 30_000;

/** Embedded files beyond this are left out. */
const MAX_ATTACHMENTS = 32;

/** What one document may make PDFium hold. A page of 100 million pixels takes some 500 MB. */
const MAX_PDFIUM_BYTES = 768 * 2 ** 20;

/** Kind of the ThreadError of a page that wanted more. */
export const TOO_MUCH_MEMORY = 'TooMuchMemory';

/** A thread that holds more than this when its document is closed is ended: WebAssembly memory never shrinks. */
const MAX_HELD_BYTES = 256 * 2 ** 20;

const PROGRAM = `
// PDFium's own bound is 2 GB, and files of some kilobytes reach it. It takes a refusal as having no memory.
let refusedMemory = false;
const grow = WebAssembly.Memory.prototype.grow;
WebAssembly.Memory.prototype.grow = function (pages) {
  if (this.buffer.byteLength + pages * 65536 > data.maxPdfiumBytes) {
    refusedMemory = true;
    throw new RangeError('too much memory');
  }
  return grow.call(this, pages);
};
// pdf.js looks for these browser classes when loaded; none is used for text.
globalThis.DOMMatrix ??= class {};
globalThis.Path2D ??= class {};
const pdfjsLoaded = import(data.pdfjsUrl).then((pdfjs) => {
  pdfjs.GlobalWorkerOptions.workerSrc = data.pdfjsWorkerUrl;
  return pdfjs;
});
pdfjsLoaded.catch(() => {});
let pdfiumLoaded;
let bytes, task, pdf, rendering;
let pdfiumBytes = 0;

async function close() {
  const [oldTask, oldRendering] = [task, rendering];
  bytes = task = pdf = rendering = undefined;
  await oldTask?.destroy();
  (await oldRendering?.catch(() => undefined))?.destroy();
  return { heldBytes: pdfiumBytes + require('node:v8').getHeapStatistics().total_heap_size };
}

async function attachments() {
  const listed = [];
  for (const [key, value] of (await pdf.getAttachments()) ?? []) {
    if (listed.length === data.maxAttachments) break;
    const content = await pdf.getAttachmentContent(key).catch(() => undefined);
    listed.push({ key, name: String(value.filename || value.rawFilename || key), content: content ?? new Uint8Array(0) });
  }
  return listed;
}

function openForDrawing() {
  pdfiumLoaded ??= require(data.pdfiumPath).PDFiumLibrary.init({ wasmBinary: require('node:fs').readFileSync(data.pdfiumWasmPath) });
  rendering ??= pdfiumLoaded.then((library) => library.loadDocument(bytes));
  return rendering;
}

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

async function draw({ page: number, dpi, maxPixels }) {
  const open = await openForDrawing();
  const page = open.getPage(number - 1);
  const { originalWidth, originalHeight } = page.getOriginalSize();
  const area = Math.max(1, originalWidth * originalHeight);
  const scale = Math.min(dpi / 72, Math.sqrt(maxPixels / area));
  const { data: pixels, width, height } = await page.render({ scale, render: 'bitmap', colorSpace: 'Gray', renderFormFields: true });
  pdfiumBytes = open.module.HEAPU8.length;
  return transfer({ pixels, width, height, dpi: scale * 72 }, [pixels.buffer]);
}

function asRefusedMemory(error) {
  throw refusedMemory ? Object.assign(new Error('too much memory'), { name: data.tooMuchMemory }) : error;
}

const calls = {
  warm: async () => { await pdfjsLoaded; },
  async open({ file, maxPages }) {
    await close();
    bytes = file;
    const pdfjs = await pdfjsLoaded;
    task = pdfjs.getDocument({
      // pdf.js takes its data away, and PDFium may want it later.
      data: file.slice(),
      verbosity: 0,
      cMapUrl: data.cMapUrl,
      standardFontDataUrl: data.standardFontDataUrl,
      wasmUrl: data.wasmUrl,
      iccUrl: data.iccUrl,
      useSystemFonts: false,
      disableFontFace: true,
      enableXfa: false,
      useWorkerFetch: false,
      isOffscreenCanvasSupported: false,
      isImageDecoderSupported: false,
    });
    pdf = await task.promise;
    if (pdf.numPages > maxPages) return { pageCount: pdf.numPages, javascript: false, attachments: [] };
    // A broken page or annotation must not keep the rest of the document from being read.
    const javascript = await Promise.all([pdf.getJSActions(), pdf.hasJSActions()])
      .then(([actions, has]) => has || (actions != null && Object.keys(actions).length > 0), () => false);
    return { pageCount: pdf.numPages, javascript, attachments: await attachments().catch(() => []) };
  },
  async text({ page: number }) {
    const page = await pdf.getPage(number);
    const { width, height, transform } = page.getViewport({ scale: 1 });
    const items = [];
    const styles = {};
    const reader = page.streamTextContent().getReader();
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      for (const [name, style] of Object.entries(value.styles)) {
        styles[name] = { ascent: style.ascent, descent: style.descent, vertical: style.vertical === true };
      }
      for (const item of value.items) {
        items.push({ str: item.str, transform: item.transform, width: item.width, height: item.height, fontName: item.fontName });
      }
      if (items.length >= data.maxTextItems) { await reader.cancel(new Error('enough')).catch(() => {}); break; }
    }
    page.cleanup();
    return { items, styles, width, height, viewTransform: transform };
  },
  look: (request) => look(request).catch(asRefusedMemory),
  render: (request) => draw(request).catch(asRefusedMemory),
  close,
};`;

/**
 * One PDF open in a thread. Every call rejects with ThreadError when the file defeats its parser. A thread that
 * crashed, or in which rendering failed, is not believed again: the next call opens the file in a fresh one.
 */
export interface PdfThread {
  /** `PasswordException` is the kind of error for a file that an empty password does not open. */
  open(file: Uint8Array, maxPages: number, signal: AbortSignal): Promise<PdfFacts>;
  text(page: number, signal: AbortSignal): Promise<PdfPageText>;
  look(page: number, signal: AbortSignal): Promise<PdfPageLook>;
  render(page: number, options: { dpi: number; maxPixels: number }, signal: AbortSignal): Promise<PageImage>;
  /** Gives the thread back, or ends it when anything failed in it or it holds too much. */
  close(): Promise<void>;
}

const threads = createPool<CallThread>({
  async create() {
    const require = createRequire(import.meta.url);
    const pdfjsRoot = path.dirname(require.resolve('pdfjs-dist/package.json'));
    const folder = (name: string): string => `${path.join(pdfjsRoot, name)}${path.sep}`;
    const thread = new CallThread({
      program: PROGRAM,
      data: {
        pdfjsUrl: pathToFileURL(path.join(pdfjsRoot, 'legacy/build/pdf.min.mjs')).href,
        pdfjsWorkerUrl: pathToFileURL(path.join(pdfjsRoot, 'legacy/build/pdf.worker.min.mjs')).href,
        cMapUrl: folder('cmaps'),
        standardFontDataUrl: folder('standard_fonts'),
        wasmUrl: folder('wasm'),
        iccUrl: folder('iccs'),
        pdfiumPath: require.resolve('@hyzyla/pdfium'),
        pdfiumWasmPath: require.resolve('@hyzyla/pdfium/pdfium.wasm'),
        tooMuchMemory: TOO_MUCH_MEMORY,
        maxPdfiumBytes: MAX_PDFIUM_BYTES,
        maxTextItems: MAX_TEXT_ITEMS,
        maxObjects: MAX_OBJECTS,
        maxAttachments: MAX_ATTACHMENTS,
      },
      maxHeapMegabytes: 768,
    });
    await thread.call('warm', undefined);
    return thread;
  },
  destroy: (thread) => thread.terminate(),
  // A thread is lent for as long as its document is open, which is mostly spent waiting for OCR.
  max: 2 * availableParallelism() + 2,
  maxIdle: 2,
  idleSeconds: THREAD_IDLE_SECONDS,
});

/** Takes a thread for one document; waits for one if all are lent. */
export async function acquirePdfThread(signal?: AbortSignal): Promise<PdfThread> {
  let lease: Lease<CallThread> | undefined = await threads.acquire(signal);
  let document: { file: Uint8Array; maxPages: number } | undefined;
  /** Whether the thread of now has the document open. */
  let loaded = false;
  /** Something failed in the thread. Libraries that trapped go on answering, wrongly: nobody else may get it. */
  let failed = false;
  /** Not even this document's next call may go there. */
  let damaged = false;
  let renewing: Promise<void> | undefined;
  let closed = false;

  async function call<T>(
    name: string,
    payload: unknown,
    during: AbortSignal,
    move?: ArrayBuffer,
  ): Promise<T> {
    if (lease === undefined) throw new ThreadError('crashed', 'no thread');
    const thread = lease.resource;
    try {
      return await thread.call<T>(name, payload, { signal: during, transfer: move ? [move] : [] });
    } catch (error) {
      failed = true;
      // pdf.js throws in an orderly way; what PDFium's memory looks like after an error is anybody's guess.
      if (thread.broken || name === 'render' || name === 'look') damaged = true;
      throw error;
    }
  }

  async function renew(): Promise<void> {
    const old = lease;
    // Should no thread start, none is held.
    lease = undefined;
    lease = await (old?.replace() ?? threads.acquire());
    loaded = failed = damaged = false;
  }

  async function load(file: Uint8Array, maxPages: number, during: AbortSignal): Promise<PdfFacts> {
    during.throwIfAborted();
    if (closed) throw new ThreadError('crashed', 'closed');
    if (damaged) {
      // An abort may leave one under way, and the next call must not start another.
      renewing ??= renew().finally(() => {
        renewing = undefined;
      });
      await renewing;
    }
    // Not slice(): of a Buffer that is a view, whose memory may be everybody's.
    const copy = new Uint8Array(file);
    const facts = await call<PdfFacts>('open', { file: copy, maxPages }, during, copy.buffer);
    document = { file, maxPages };
    loaded = true;
    return facts;
  }

  async function ask<T>(name: string, payload: unknown, during: AbortSignal): Promise<T> {
    if (document && (damaged || !loaded)) await load(document.file, document.maxPages, during);
    return call<T>(name, payload, during);
  }

  return {
    open: load,
    text: (page, during) => ask('text', { page }, during),
    look: (page, during) => ask('look', { page }, during),
    render: (page, options, during) => ask('render', { page, ...options }, during),
    async close() {
      closed = true;
      await renewing?.catch(() => {});
      const last = lease;
      lease = document = undefined;
      if (last === undefined) return;
      if (failed) return last.discard();
      await last.resource
        .call<{ heldBytes: number }>('close', undefined, { signal: AbortSignal.timeout(2000) })
        .then(
          ({ heldBytes }) => (heldBytes > MAX_HELD_BYTES ? last.discard() : last.release()),
          () => last.discard(),
        );
    },
  };
}

/** Ends the threads that wait warm; those in use end when their document is closed. Tests and shutdown call it. */
export function closePdfThreads(): Promise<void> {
  return threads.close();
}
