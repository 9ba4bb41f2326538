/** What an installation may choose, as CDK context: `cdk deploy -c alarmEmail=ops@example.com -c origins=https://…`. */
import type { Node } from 'constructs';
import * as z from 'zod';

const commaSeparated = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
);
const flag = z.union([z.boolean(), z.stringbool()]);

const settings = z.object({
  /** Starts the name of everything; two installations in one account and region need two. */
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]{1,20}$/, 'lower-case letters, digits and hyphens, 2 to 21 of them')
    .default('bordereau'),
  /** Who is told of alarms; nobody when absent. */
  alarmEmail: z.email().optional(),
  /** Web pages that may call the API and upload to the bucket from a browser; none by default. */
  origins: commaSeparated.default([]),
  /** Requests a second, over all callers, beyond which the API answers 429. */
  requestsPerSecond: z.coerce.number().int().positive().default(200),
  logRetentionDays: z.coerce
    .number()
    .refine((days) => [7, 14, 30, 60, 90, 180, 365].includes(days), 'one of 7, 14, 30, 60, 90, 180, 365')
    .default(30),
  /**
   * How long entries of the audit log are kept, and the log of the function that appends them. A shorter one takes effect
   * once what was promised longer has gone.
   */
  auditRetentionDays: z.coerce.number().int().min(1).max(3650).default(365),
  /** Whether functions send traces to X-Ray, which bills each. */
  tracing: flag.default(false),
  /** Who reads pictures of pages: our own engines, or Amazon Textract, which sees the pages and costs by the page. */
  ocr: z.enum(['own', 'textract']).default('own'),
  /** One machine instead of AWS: webhooks may reach private addresses. Never set it on AWS. */
  local: flag.default(false),
});

export type Settings = z.output<typeof settings>;

/** Reads the context of an app. Throws a ZodError that names each setting that cannot be right. */
export function readSettings(node: Node): Settings {
  const given = Object.keys(settings.shape).map((key) => [key, node.tryGetContext(key)] as const);
  return settings.parse(Object.fromEntries(given));
}
