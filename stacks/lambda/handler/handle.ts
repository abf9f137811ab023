import { type BatchOptions, type BatchResponse, checkBatch, type QueueMessage } from "./check-batch.ts";
import type { DatabaseCheckResult } from "./check-database.ts";
import { checkRequest } from "./check-request.ts";

export interface HandleOptions extends BatchOptions {
  check: () => Promise<DatabaseCheckResult>;
}

/**
 * Answers whoever has invoked the function: SQS with a batch of messages, a client through the function's URL, or one that
 * invokes it directly with a request. What fails of the last two is an error of the invocation.
 */
export async function handle(
  event: unknown,
  options: HandleOptions,
): Promise<BatchResponse | DatabaseCheckResult> {
  if (isBatch(event)) return checkBatch(event.Records, options);
  if (!isHttp(event)) checkRequest(event, options.database);
  return options.check();
}

function isBatch(event: unknown): event is { Records: QueueMessage[] } {
  const records = (event as { Records?: unknown } | null)?.Records;
  return (
    Array.isArray(records) &&
    records.every((record) => (record as { eventSource?: unknown }).eventSource === "aws:sqs")
  );
}

/** https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads */
function isHttp(event: unknown): boolean {
  return (event as { requestContext?: { http?: unknown } } | null)?.requestContext?.http !== undefined;
}
