/** Everything the product answers to, in one list. Infrastructure, documentation, client and tests walk over it. */
import type { AnyChannel } from '../shared/contract/channel.ts';
import type { AnyConsumer, AnyOperation, AnySchedule } from '../shared/contract/consumer.ts';
import type { Room } from '../shared/contract/route.ts';
import { createAdministrator } from './administration/create-administrator.ts';
import { administrationRoom } from './administration/room.ts';
import { auditAppend } from './audit/append.ts';
import { auditRoom } from './audit/room.ts';
import { extractionRoom } from './extraction/room.ts';
import { extractionWaitingRoom } from './extraction/waiting-room.ts';
import { faxExportRoom } from './fax-logs/export-room.ts';
import { importer } from './fax-logs/import.ts';
import { faxImportRoom } from './fax-logs/import-room.ts';
import { reportRemoval } from './fax-logs/report-removal.ts';
import { faxLogsRoom } from './fax-logs/room.ts';
import { validate } from './fax-logs/validate.ts';
import { identityRoom } from './identity/room.ts';
import { intake } from './intake/intake.ts';
import { dashboardChannel } from './live/dashboard-channel.ts';
import { livePush } from './live/push.ts';
import { sweep } from './outbox/sweep.ts';
import { followUp } from './reading/follow-up.ts';
import { read } from './reading/read.ts';
import { reviewRoom } from './review/room.ts';
import { serviceRoom } from './service/room.ts';
import { tasksRoom } from './tasks/room.ts';
import { webhookDelivery } from './webhooks/deliver.ts';
import { webhookFanOut } from './webhooks/fan-out.ts';
import { webhooksRoom } from './webhooks/room.ts';

/** A list of rooms that keeps each room's own routes in its type, for the typed client. */
export const rooms = [
  serviceRoom,
  extractionWaitingRoom,
  extractionRoom,
  faxImportRoom,
  faxLogsRoom,
  faxExportRoom,
  reviewRoom,
  tasksRoom,
  webhooksRoom,
  identityRoom,
  administrationRoom,
  auditRoom,
] as const satisfies readonly Room[];

export const consumers: readonly AnyConsumer[] = [
  intake,
  read,
  importer,
  validate,
  reportRemoval,
  followUp,
  webhookFanOut,
  webhookDelivery,
  livePush,
  auditAppend,
];

export const schedules: readonly AnySchedule[] = [sweep];

export const operations: readonly AnyOperation[] = [createAdministrator];

export const channels: readonly AnyChannel[] = [dashboardChannel];
