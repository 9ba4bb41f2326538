import { originals, pageCache } from '../../shared/blobs/document-bucket.ts';
import { chosenReader } from '../../shared/documents/chosen-reader.ts';
import { createDocumentReading } from '../../shared/documents/document-reading.ts';
import { transientEvents } from '../../shared/events/event-topic.ts';
import { queueHandler } from '../../shared/queue/queue-handler.ts';
import { supplierMemories } from '../../shared/stores/supplier-memories.ts';
import { table } from '../../shared/stores/table.ts';
import { taskChanges } from '../../shared/stores/task-changes.ts';
import { read } from './read.ts';

export const handler = queueHandler(read, {
  taskChanges: () => taskChanges(table()),
  originals,
  pageCache,
  supplierMemories: () => supplierMemories(table()),
  reading: () => createDocumentReading({ reader: chosenReader() }),
  transientEvents,
});
