import { LeaseError, LockTableUnreachableError } from "./errors.ts";
import { printable } from "./owner.ts";
import type { LockTable } from "./table.ts";

interface SdkError extends Error {
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly code?: string;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html */
const THROTTLED = new Set([
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "ThrottlingException",
  "ItemCollectionSizeLimitExceededException",
]);

const SIGN_IN = new Set([
  "ExpiredToken",
  "ExpiredTokenException",
  "UnrecognizedClientException",
  "InvalidClientTokenId",
  "InvalidSignatureException",
  "IncompleteSignature",
  "MissingAuthenticationTokenException",
  "CredentialsProviderError",
  "TokenProviderError",
]);

/**
 * Whether it may help to send a request again. True also where nobody knows whether it has happened: a time-out, a connection
 * that broke, an answer that there was an error inside.
 */
export function isTransient(error: unknown): boolean {
  if (!isOfTable(error)) return false;
  const { name, $metadata } = error as SdkError;
  if (THROTTLED.has(name)) return true;
  // The SDK has no status where it had no answer; without credentials it has asked nobody.
  if ($metadata?.httpStatusCode === undefined) return !SIGN_IN.has(name);
  return $metadata.httpStatusCode >= 500;
}

/** Whether an error is of a request to the table: neither said by us already, nor a defect of ours. */
export function isOfTable(error: unknown): boolean {
  return ![LeaseError, TypeError, ReferenceError, RangeError].some((type) => error instanceof type);
}

/** Why a table cannot be asked, and what helps. */
export function unreachable(table: LockTable, lockId: string, error: unknown): LockTableUnreachableError {
  const about = lockId === "" ? "its leases" : lockId;
  return new LockTableUnreachableError(
    `The lock table ${table.name} cannot be asked about ${about}: ${reasonOf(error)}.\n` +
      `Without it nobody knows who else writes, so nothing may be run. ${adviceOf(error)}`,
    { cause: error },
  );
}

/** The name and the message of an error of the SDK, in one line. */
export function reasonOf(error: unknown): string {
  const { name, message, code } = error as SdkError;
  const text = [name === "Error" ? code : name, message].filter((part) => part).join(": ");
  return printable(text || String(error)).replace(/\.$/, "");
}

function adviceOf(error: unknown): string {
  const { name, message = "" } = error as SdkError;
  if (SIGN_IN.has(name))
    return "Sign in again (aws sso login, or a new token of the CI job), and run it again. What runs longer than its credentials last needs longer ones.";
  if (name === "ResourceNotFoundException")
    return "The table does not exist in this account and region. Create it: npx strata bootstrap -c <environment>";
  if (name === "AccessDeniedException")
    return "Allow dynamodb:GetItem and dynamodb:UpdateItem on it (tools/state/README.md, The lease).";
  if (name === "ValidationException" && message.includes("key"))
    return "Its key must be LockID, a string, and nothing else. Create it: npx strata bootstrap -c <environment>";
  return "See whether DynamoDB can be reached from here (https://health.aws.amazon.com), and run it again.";
}
