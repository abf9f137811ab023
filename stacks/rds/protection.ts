import { getStack, log, type Resource, ResourceHook, RunError } from "@pulumi/pulumi";

export interface ProtectionArgs {
  /** Of the instance. */
  readonly identifier: string;
  /** The setting `allowReplacementOf`. */
  readonly allowReplacementOf: string | undefined;
  /** Whether AWS, too, is to refuse the deletion. */
  readonly deletionProtection: boolean;
}

export interface Protection {
  /** Pulumi's own: neither a replacement nor a deletion passes, in a preview and in an update. */
  readonly protect: boolean;
  /** What the instance has in AWS. */
  readonly deletionProtection: boolean;
}

/**
 * Whether the database may be replaced and deleted: only if the configuration says so with its name. Then both
 * protections are lifted, by the update that follows; they are back with the update after the setting is gone.
 *
 * @throws {RunError} if the setting names another instance: whoever wrote it meant something that is not here
 */
export function protectionOf({
  identifier,
  allowReplacementOf,
  deletionProtection,
}: ProtectionArgs): Protection {
  if (allowReplacementOf !== undefined && allowReplacementOf !== identifier) {
    throw new RunError(
      `rds:allowReplacementOf: got "${allowReplacementOf}"; the database of this stack is "${identifier}". ` +
        `Remove it with: pulumi config rm rds:allowReplacementOf -s ${getStack()}`,
    );
  }
  const allowed = allowReplacementOf === identifier;
  return { protect: !allowed, deletionProtection: deletionProtection && !allowed };
}

/** What to do about the engine's refusal, which names the resource but knows nothing of the setting. */
export function howToAllow(identifier: string): string {
  return (
    `Once "${identifier}" exists, nothing replaces or deletes it unless the configuration names it. If that is meant: ` +
    `pulumi config set rds:allowReplacementOf ${identifier} -s ${getStack()}, then pulumi up, then try again.`
  );
}

/**
 * Says {@link howToAllow} whenever the instance is about to be created: the first time, and in the preview of a
 * replacement, beside the engine's refusal.
 */
export function explainRefusal(identifier: string, resource: () => Resource): ResourceHook {
  return new ResourceHook(
    "explain-the-protection-of-the-database",
    () => {
      void log.info(howToAllow(identifier), resource());
    },
    { onDryRun: true, ignoreErrors: true },
  );
}

/** Tells that a database with the highest protection has none at the moment. */
export function warnUnprotected(identifier: string, resource: Resource): void {
  void log.warn(
    `"${identifier}" may be replaced and deleted: rds:allowReplacementOf names it. Once that is done: ` +
      `pulumi config rm rds:allowReplacementOf -s ${getStack()}, then pulumi up.`,
    resource,
  );
}
