/** Credentials as a process or a file has them. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** What AWS says of credentials: the account that they are of, or why that is not known. */
export type Caller =
  | { readonly accountId: string }
  /** AWS knows the credentials and refuses them. */
  | { readonly refused: string }
  /** Nobody answered, or not in time. */
  | { readonly unknown: string };

export interface CallerRequest {
  readonly credentials: AwsCredentials;
  /** The region whose STS is asked. */
  readonly region: string;
  /** AWS_ENDPOINT_URL_STS and AWS_ENDPOINT_URL lead to another endpoint. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** How long to wait in all, in milliseconds. */
  readonly timeout?: number;
}

const TIMEOUT = 5000;

/**
 * Asks STS whose credentials these are. Nobody needs a permission for that
 * (https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html). Never throws: where nobody answers,
 * the AWS provider still refuses every account but the one that it is bound to.
 */
export async function callerAccount(request: CallerRequest): Promise<Caller> {
  const { credentials, region, variables, timeout = TIMEOUT } = request;
  const { GetCallerIdentityCommand, STSClient } = await import("@aws-sdk/client-sts");
  const endpoint = variables["AWS_ENDPOINT_URL_STS"] || variables["AWS_ENDPOINT_URL"];
  const client = new STSClient({ region, credentials, maxAttempts: 1, ...(endpoint ? { endpoint } : {}) });
  try {
    const abortSignal = AbortSignal.timeout(timeout);
    const { Account } = await client.send(new GetCallerIdentityCommand({}), { abortSignal });
    return Account === undefined ? { unknown: "STS names no account" } : { accountId: Account };
  } catch (error) {
    const { name, $metadata } = error as { name: string; $metadata?: { httpStatusCode?: number } };
    const status = $metadata?.httpStatusCode ?? 0;
    if (status >= 400 && status < 500) return { refused: name };
    if (name === "AbortError" || name === "TimeoutError") {
      return { unknown: `STS did not answer within ${timeout / 1000} s` };
    }
    return { unknown: `STS cannot be reached: ${(error as Error).message.split("\n", 1)[0] ?? name}` };
  } finally {
    client.destroy();
  }
}
