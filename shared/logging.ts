/** The logger: JSON lines through Powertools. Errors are logged by name, code and frames; messages may quote documents. */
import { Logger as PowertoolsLogger } from '@aws-lambda-powertools/logger';
import { AppError } from './contract/app-error.ts';
import type { Logger } from './contract/logger.ts';

let powertools: PowertoolsLogger | undefined;

function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { name: typeof error };
  // AWS service errors carry no document text, and their message is what an operator needs.
  const isService = '$fault' in error;
  return {
    name: error.name,
    ...(error instanceof AppError && { code: error.code }),
    ...(isService && { message: error.message }),
    frames: error.stack
      ?.split('\n')
      .filter((line) => line.trimStart().startsWith('at '))
      .slice(0, 8),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  };
}

/** A logger whose every line carries `ids`. */
export function logger(ids: Record<string, unknown>): Logger {
  powertools ??= new PowertoolsLogger({ serviceName: process.env.AWS_LAMBDA_FUNCTION_NAME ?? 'bordereau' });
  const base = powertools;
  const write =
    (level: 'info' | 'warn' | 'error') =>
    (message: string, fields: Record<string, unknown> = {}) => {
      const { error, ...rest } = fields;
      base[level](message, {
        ...ids,
        ...rest,
        ...(error !== undefined && { failure: JSON.stringify(describeError(error)) }),
      });
    };
  return { info: write('info'), warn: write('warn'), error: write('error') };
}
