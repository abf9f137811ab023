import { differenceCommand, type ForeignVersion } from "../lock/index.ts";

/**
 * What to say of versions of a checkpoint that others wrote while one held the lease: each with what it replaced, both of
 * which the bucket keeps, and the command that compares them.
 */
export function overwriteMessage(
  foreign: readonly ForeignVersion[],
  { project, stack }: { readonly project: string; readonly stack: string },
): string {
  const lines = foreign.map((found) => {
    const { version, before, after, writer, certain } = found;
    const who =
      writer === undefined
        ? "something that has no lock of Pulumi's"
        : `${writer.username}@${writer.hostname} (pid ${writer.pid})`;
    const where = [
      before === undefined ? "the first of all" : `over ${before.versionId}`,
      ...(after === undefined ? [] : [`and was itself overwritten by ${after.versionId}`]),
    ].join(" ");
    return (
      `  ${version.versionId} of ${version.lastModified.toISOString()}, by ${who}${certain ? "" : " or by this run"}: ${where}\n` +
      `    ${differenceCommand(project, stack, found)}`
    );
  });
  return (
    `somebody else wrote the state of ${project}/${stack} under this run's lease. Nothing of it is lost, all versions are kept:\n` +
    lines.join("\n")
  );
}
