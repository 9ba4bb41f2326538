/** `defineChannel`: a live WebSocket channel. Messages are `{event, data}`, each event's data with its schema. */
import type * as z from 'zod';
import type { Role } from './caller.ts';

export interface ChannelDefinition<E extends Readonly<Record<string, z.ZodType>>> {
  id: string;
  /** Where it is reached on one machine; on AWS a WebSocket API has its own host. */
  path: `/ws/${string}`;
  summary: string;
  access: readonly Role[];
  events: E;
  failureCosts: string;
}

export function defineChannel<const E extends Readonly<Record<string, z.ZodType>>>(
  definition: ChannelDefinition<E>,
): ChannelDefinition<E> {
  return definition;
}

export type AnyChannel = ChannelDefinition<Readonly<Record<string, z.ZodType>>>;

/** The text of one message on a channel; throws a ZodError when the data does not fit the event. */
export function channelMessage<E extends Readonly<Record<string, z.ZodType>>, K extends keyof E & string>(
  channel: ChannelDefinition<E>,
  event: K,
  data: z.input<E[K]>,
): string {
  return JSON.stringify({ event, data: channel.events[event]?.parse(data) });
}
