import { RunError } from "@pulumi/pulumi";

/** The message of the `RunError` with which something is refused. Anything else that is thrown is thrown on. */
export function refusalOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (!RunError.isInstance(error)) throw error;
    return error.message;
  }
  throw new Error("it was accepted");
}
