import { checkRequest } from "./check-request.ts";

/** The part of a message that is read: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html#example-standard-queue-message-event */
export interface QueueMessage {
  messageId: string;
  body: string;
}

/** Names the messages that stay in the queue: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html */
export interface BatchResponse {
  batchItemFailures: { itemIdentifier: string }[];
}

export interface BatchOptions {
  /** The one database that messages may ask for. */
  database: string;
  check: () => Promise<unknown>;
  /** Told of each message that fails; never of its body. */
  report: (failure: { messageId: string; reason: string }) => void;
}

/**
 * Answers a batch of messages: a message fails by itself, and the others are done with. All that are valid share one
 * check, as they ask for the same thing at the same time, so a batch takes one connection.
 */
export async function checkBatch(
  messages: readonly QueueMessage[],
  { database, check, report }: BatchOptions,
): Promise<BatchResponse> {
  let checked: Promise<unknown> | undefined;
  const batchItemFailures: BatchResponse["batchItemFailures"] = [];
  for (const { messageId, body } of messages) {
    try {
      checkRequest(parse(body), database);
      await (checked ??= check());
    } catch (error) {
      report({ messageId, reason: (error as Error).message });
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    // The parser's own words quote the body.
    throw new Error("The body is no JSON");
  }
}
