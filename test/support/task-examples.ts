/** Tasks, contents and readings for tests, with ids that never repeat and a clock that only tests move. */
import { createHash, randomUUID } from 'node:crypto';
import type { Priority } from '../../shared/domain/task/states.ts';
import { newTask, type Task } from '../../shared/domain/task/task.ts';
import type { Admission, CompletedReading } from '../../shared/domain/task/task-services.ts';

export const NOON = new Date('2026-03-03T12:00:00.000Z');

/** Noon, so many seconds later (earlier when negative). */
export function noonPlus(seconds: number): Date {
  return new Date(NOON.getTime() + seconds * 1000);
}

/** A tenant nobody else has, so that tests can share a table. */
export function someTenant(): string {
  return `t-${randomUUID()}`;
}

export function someTask(
  tenant: string,
  options: { priority?: Priority; now?: Date; documentName?: string } = {},
): Task {
  const { priority = 'normal', now = NOON, documentName = 'facture.pdf' } = options;
  return newTask({ tenant, taskId: randomUUID(), documentName, priority }, now);
}

/** The admission of a content; the same text is the same content. */
export function admissionOf(task: Pick<Task, 'tenant' | 'taskId'>, content: string): Admission {
  return {
    sha256: createHash('sha256').update(content).digest('hex'),
    format: 'pdf',
    sizeBytes: content.length,
    originalKey: `originals/${task.tenant}/${task.taskId}/etag/facture.pdf`,
  };
}

export function someReading(confidence = 0.9, provider = 'text-layer'): CompletedReading {
  return {
    provider,
    pages: 2,
    readerVersion: '1-test',
    picture: null,
    extraction: {
      document_type: 'invoice',
      fields: {
        numero_facture: {
          value: 'F-2026-17',
          normalized: 'F-2026-17',
          confidence,
          page: 1,
          bbox: { x: 0.1, y: 0.1, width: 0.2, height: 0.02 },
          source: 'text-layer',
        },
      },
      lines: [
        { description: 'Papier', quantity: 2, unit_price: 5, total: 10, vat_rate: 20, confidence: 0.8 },
      ],
      vat_breakdown: [{ rate: 20, base: 10, tax: 2, total: 12 }],
      checks: [],
      overall_confidence: confidence,
      needs_review: confidence < 0.8,
      review_reasons:
        confidence < 0.8
          ? [
              {
                code: 'low_overall_confidence',
                confidence,
                message: 'La confiance d’ensemble est sous le seuil.',
              },
            ]
          : [],
      model_version: 'test',
    },
  };
}
