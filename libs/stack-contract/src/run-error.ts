import { RunError } from "@pulumi/pulumi";

/**
 * An error that Pulumi shows without a stack trace, and whose message stays as it is. The SDK reports one error
 * once, however many outputs it has reached, but on its way through the inputs of resources it puts their names
 * before the message ("error serializing property …"), and here they say nothing about the cause.
 */
export function runError(message: string): RunError {
  const error = new RunError(message);
  return Object.defineProperty(error, "message", { get: () => message, set: () => undefined });
}
