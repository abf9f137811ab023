import { getStack, RunError, runtime } from "@pulumi/pulumi";
import { formatPath } from "./problems.ts";

/** Whether the value of a full key, such as `network:cidrBlock`, is encrypted. The SDK has the function but not its type. */
export function isConfigSecret(key: string): boolean {
  return (runtime as unknown as { isConfigSecret(key: string): boolean }).isConfigSecret(key);
}

/** The command that sets a value. A secret's is not on the command line, where the shell's history would keep it. */
export function setCommand(path: readonly PropertyKey[], { secret = false } = {}): string {
  const flags = `${secret ? "--secret " : ""}${path.length > 1 ? "--path " : ""}`;
  return `pulumi config set ${flags}'${formatPath(path)}'${secret ? "" : " <value>"} -s ${getStack()}`;
}

/** The command that removes a key. */
export function removeCommand(key: string): string {
  return `pulumi config rm '${key}' -s ${getStack()}`;
}

/** The result of an action, whose errors are ones that Pulumi shows without a stack trace. */
export function withoutStackTrace<Result>(action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    throw new RunError((error as Error).message);
  }
}
