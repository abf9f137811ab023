import { type Output, output, RunError, runtime, unknown } from "@pulumi/pulumi";

interface MasterUserSecret {
  readonly secretArn: string;
}

/** The ARN of the secret that RDS keeps the master password in: see {@link masterSecretArn}. */
export function masterSecretArnOf(
  identifier: string,
  secrets: Output<readonly MasterUserSecret[]>,
): Output<string> {
  return secrets.apply((all): Output<string> => {
    const arn = masterSecretArn(identifier, all, runtime.isDryRun());
    return output(arn ?? (unknown as unknown as string));
  });
}

/**
 * The ARN of the one secret in RDS's list. The list is empty while RDS has none: of an instance whose password was set by
 * hand, until the update that hands it over is over. Then it is not known to a preview (`undefined`).
 *
 * @throws {RunError} in an update, if there is still none after it. What was updated is kept; the next update finds it.
 */
export function masterSecretArn(
  identifier: string,
  secrets: readonly MasterUserSecret[],
  preview: boolean,
): string | undefined {
  const [secret] = secrets;
  if (secret !== undefined || preview) return secret?.secretArn;
  throw new RunError(
    `RDS has no managed master password of "${identifier}" yet, so there is nothing to rotate. Run pulumi refresh, ` +
      `then pulumi up; if it stays so, have RDS manage the master credentials of the instance in the console.`,
  );
}
