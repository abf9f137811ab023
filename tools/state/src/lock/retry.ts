import type { Clock } from "./clock.ts";
import { isTransient } from "./failures.ts";

export interface RetryOptions {
  readonly clock: Clock;
  /** Ends the retries; the last error is thrown. */
  readonly signal?: AbortSignal | undefined;
  /** @default 5 */
  readonly attempts?: number;
}

const FIRST_DELAY = 100;

/**
 * Sends a request again as long as that may help, each time after twice the time: within 20 s with all the time-outs of
 * the table. The request must be one that may happen twice.
 */
export async function retrying<T>(
  request: () => Promise<T>,
  { clock, signal, attempts = 5 }: RetryOptions,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await request();
    } catch (error) {
      if (attempt >= attempts || signal?.aborted === true || !isTransient(error)) throw error;
      await clock.sleep(FIRST_DELAY * 2 ** (attempt - 1), signal);
    }
  }
}
