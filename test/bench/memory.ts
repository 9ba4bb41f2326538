/** Memory of the whole product (start process and its children): at rest, and while documents are read. */
import { readdir, readFile } from 'node:fs/promises';
import { Installation } from '../support/installation.ts';
import { DIGITAL, distinctPdf, SCANNED } from './documents.ts';
import type { Figure } from './report.ts';

/** Resident bytes of a process and its descendants, from /proc; Linux only. */
async function residentBytes(root: number): Promise<number> {
  const processes = new Map<number, { parent: number; bytes: number }>();
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const status = await readFile(`/proc/${name}/status`, 'utf8');
      const parent = Number(status.match(/^PPid:\s+(\d+)/m)?.[1]);
      const kilobytes = Number(status.match(/^VmRSS:\s+(\d+)/m)?.[1] ?? 0);
      processes.set(Number(name), { parent, bytes: kilobytes * 1024 });
    } catch {
      // It ended while we looked.
    }
  }
  const belongs = (pid: number): boolean => {
    for (let at: number | undefined = pid; at !== undefined; at = processes.get(at)?.parent) {
      if (at === root) return true;
    }
    return false;
  };
  return [...processes].filter(([pid]) => belongs(pid)).reduce((sum, [, { bytes }]) => sum + bytes, 0);
}

function mebibytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MiB`;
}

export async function benchMemory(): Promise<Figure[]> {
  const installation = await Installation.start();
  try {
    const { pid = 0 } = installation.process;
    const client = await installation.client();
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    const atRest = await residentBytes(pid);
    const submit = async (sample: string, count: number) => {
      for (let index = 0; index < count; index++) {
        await client.call('tasks.create', {
          file: { filename: sample, bytes: await distinctPdf(sample, `memory ${sample} ${index}`) },
        });
      }
    };
    const peakWhileBusy = async () => {
      let peak = 0;
      while ((await client.call('tasks.list')).body.length > 0) {
        peak = Math.max(peak, await residentBytes(pid));
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      return peak;
    };
    await submit(DIGITAL, 50);
    const digital = await peakWhileBusy();
    await submit(SCANNED, 10);
    const scanned = await peakWhileBusy();
    return [
      { what: 'at rest', value: mebibytes(atRest) },
      { what: 'peak while reading 50 digital PDFs', value: mebibytes(digital) },
      { what: 'peak while reading 10 scanned pages', value: mebibytes(scanned) },
    ];
  } finally {
    await installation.remove();
  }
}
