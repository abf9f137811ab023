/** How often a message is received before it is put aside. */
export const MAX_RECEIVE_COUNT = 5;

/**
 * Seconds for which a message that was received is not seen by others: six times the function's timeout, so that a batch
 * which was throttled is tried again before it comes back.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
export function visibilityTimeout(timeout: number): number {
  return 6 * timeout;
}

/**
 * Copies of the function that SQS may start at once: one less than there may be, for those who invoke it themselves. Two is
 * the least that AWS takes.
 */
export function maximumConcurrency(reservedConcurrentExecutions: number): number {
  return Math.max(2, reservedConcurrentExecutions - 1);
}
