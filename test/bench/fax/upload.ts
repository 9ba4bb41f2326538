/** A fax log sent as a client would, and the time until its report can be read. */
import type { Installation } from '../../support/installation.ts';

const POLL_MS = 5;

/** Where requests go, and as whom. */
export interface Sender {
  apiUrl: string;
  headers: Record<string, string>;
}

/** An administrator, signed in by token, of a tenant whose limit no bench reaches. */
export async function benchSender(installation: Installation): Promise<Sender> {
  await installation.liftRateLimit();
  return {
    apiUrl: installation.apiUrl,
    headers: { authorization: `Bearer ${await installation.token()}` },
  };
}

/** The body of a successful answer; throws with the answer's text for any other. */
export async function answered(response: Response): Promise<unknown> {
  if (!response.ok) throw new Error(`${response.status} of ${response.url}: ${await response.text()}`);
  return response.json();
}

export interface SentLog {
  reportId: string;
  /** From the first byte sent to the first answer that shows the report's figures. */
  seconds: number;
}

/** Puts a log to a presigned address and asks for its figures until they are there. */
export async function sendLog(
  { apiUrl, headers }: Sender,
  filename: string,
  bytes: Buffer,
): Promise<SentLog> {
  const { task_id, upload } = (await answered(
    await fetch(`${apiUrl}/api/v3/reports`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ filename, size_bytes: bytes.length }),
    }),
  )) as { task_id: string; upload: { url: string; headers: Record<string, string> } };
  const startedAt = performance.now();
  const put = await fetch(upload.url, {
    method: 'PUT',
    headers: upload.headers,
    body: new Uint8Array(bytes),
  });
  if (!put.ok) throw new Error(`${put.status} of the upload`);
  const reportId = await reportOf({ apiUrl, headers }, task_id);
  await answered(await fetch(`${apiUrl}/api/v3/analytics/report/${reportId}`, { headers }));
  return { reportId, seconds: (performance.now() - startedAt) / 1000 };
}

async function reportOf({ apiUrl, headers }: Sender, taskId: string): Promise<string> {
  for (;;) {
    const history = (await answered(
      await fetch(`${apiUrl}/api/dashboard/task-history?limit=20`, { headers }),
    )) as { task_id: string; status: string; report_id: string | null; error: unknown }[];
    const ended = history.find((task) => task.task_id === taskId);
    if (ended?.report_id) return ended.report_id;
    if (ended) throw new Error(`the import ended ${ended.status}: ${JSON.stringify(ended.error)}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
