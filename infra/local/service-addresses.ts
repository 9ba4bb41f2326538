import type { LocalCredentials } from './presigned-url.ts';
import { REGION } from './template.ts';

/** Where each service answers, ours or the one that an `AWS_ENDPOINT_URL_*` variable names. */
export interface ServiceAddresses {
  dynamodb: string;
  s3: string;
  sqs: string;
  sns: string;
  /** Secrets Manager and Lambda, always ours. */
  aws: string;
}

/** The settings of an AWS client of the runtime itself. */
export function clientSettings(endpoint: string, credentials: LocalCredentials) {
  return { endpoint, credentials, region: REGION, maxAttempts: 3 };
}

/** The endpoints that the user set instead of ours. */
export function readExternalEndpoints(environment: NodeJS.ProcessEnv) {
  return {
    dynamodb: environment.AWS_ENDPOINT_URL_DYNAMODB || undefined,
    s3: environment.AWS_ENDPOINT_URL_S3 || undefined,
    sqs: environment.AWS_ENDPOINT_URL_SQS || undefined,
    sns: environment.AWS_ENDPOINT_URL_SNS || undefined,
  };
}
