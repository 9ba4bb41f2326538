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
import { LOOK_PROGRAM, MAX_OBJECTS, type PdfPageLook } from './pdf-look.ts';

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

${LOOK_PROGRAM}
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
