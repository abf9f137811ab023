import type { Checkpoint, PendingOperation } from "./checkpoint.ts";
import { printable } from "../lock/owner.ts";

/** An operation that an interrupted run had begun, and what to do about it. */
export interface PendingAdvice {
  readonly urn: string;
  readonly type: string;
  /** `creating`, `updating`, `deleting`, `reading` or `importing`. */
  readonly operation: string;
  readonly id: string | undefined;
  /** Sentences and commands, in order. */
  readonly advice: readonly string[];
}

/** Which stack is meant, as commands name it. */
export interface StackInCommands {
  readonly stack: string;
  readonly environment: string;
}

/**
 * What to do about each operation that a run left without an end. A refresh asks the cloud about what the state has an ID
 * of; of what was being created nobody knows an ID but the cloud
 * (https://www.pulumi.com/docs/support/troubleshooting/common-issues/interrupted-updates/).
 */
export function pendingAdvice(
  { pendingOperations }: Pick<Checkpoint, "pendingOperations">,
  where: StackInCommands,
): PendingAdvice[] {
  return pendingOperations.map((pending) => ({
    urn: pending.resource.urn,
    type: pending.resource.type,
    operation: pending.type,
    id: pending.resource.id,
    advice: adviceFor(pending, where),
  }));
}

function adviceFor({ resource, type: operation }: PendingOperation, where: StackInCommands): string[] {
  const { stack, environment } = where;
  const plain = (command: string): string => plainPulumi(where, command);
  const refresh = `npx nx run ${stack}:refresh -c ${environment}${environment === "local" ? "" : " --yes"}`;
  switch (operation) {
    case "creating":
      return [
        "It may exist, and the state does not know its ID. Look for it in the cloud.",
        `It does: adopt it: ${plain(`refresh --yes --import-pending-creates ${shellWord(resource.urn)} --import-pending-creates <id>`)}`,
        `It does not, or you have deleted it: forget it: ${plain("refresh --yes --clear-pending-creates")}`,
      ];
    case "updating":
      return [`It may have been changed, or in part. Read what it is now: ${refresh}`];
    case "deleting":
      return [`It may be gone. Ask the cloud: ${refresh}; what is still there the next run deletes.`];
    default:
      return [`Nothing was changed. Forget it: ${refresh}`];
  }
}

/** How Pulumi's own CLI is called on a stack. */
function plainPulumi({ stack, environment }: StackInCommands, command: string): string {
  return `(eval "$(npx strata env ${environment})" && cd stacks/${stack} && npx pulumi ${command} --stack ${environment})`;
}

/** The URN in a command that a person copies: what is in it must not reach their shell as anything but a text. */
function shellWord(text: string): string {
  return `'${printable(text).replaceAll("'", `'\\''`)}'`;
}

/** As lines of text. */
export function renderPending(pending: readonly PendingAdvice[]): string[] {
  return pending.flatMap(({ urn, operation, id, advice }) => [
    printable(`  ${operation} ${urn}${id ? ` (${id})` : ""}`),
    ...advice.map((line) => `      ${line}`),
  ]);
}
