import type { Message } from "./messages.ts";

/**
 * Tells this process's owner. Nothing is said to one that is gone, and that is no error, also where its end is not yet known
 * here: without a callback Node emits what went wrong as an `error` of the process, which ends it
 * (https://nodejs.org/api/child_process.html#subprocesssendmessage-sendhandle-options-callback).
 */
export function say(message: Message): void {
  if (process.connected) process.send?.(message, () => undefined);
}
