import { LeaseError } from "./errors.ts";

/**
 * The key of a stack's lease: `<bucket>[/<prefix>]/<project>/<stack>`. The query of a URL says how a bucket is reached, not
 * which it is, and is left out.
 *
 * @param backendUrl as in PULUMI_BACKEND_URL; https://www.pulumi.com/docs/iac/concepts/state-and-backends/#aws-s3
 * @throws {LeaseError} for anything that is not a bucket of S3, a project and a stack
 */
export function lockId(backendUrl: string, project: string, stack: string): string {
  const path = /^s3:\/\/([^?#]+)/.exec(backendUrl)?.[1] ?? "";
  const folders = path.split("/").filter((part) => part !== "");
  const problems = [
    ...(folders.length > 0
      ? []
      : [`backend: got ${JSON.stringify(backendUrl)}; allowed: s3://<bucket>[/<prefix>][?<query>]`]),
    ...partProblems("project", project),
    ...partProblems("stack", stack),
  ];
  if (problems.length > 0) throw new LeaseError(`No lease is for this:\n  ${problems.join("\n  ")}`);
  return [...folders, project, stack].join("/");
}

/** A slash would make the lock ID of one stack that of another. */
function partProblems(name: string, text: string): string[] {
  if (text !== "" && !text.includes("/")) return [];
  return [`${name}: got ${JSON.stringify(text)}; allowed: a name without "/"`];
}
