import { findWorkspaceRoot } from "@strata/engine";
import { parseExpected, type StackGraph } from "@strata/github";
import { stacksOfWorkspace } from "../../nx-workspace.ts";

/** Flags that say what a preview was of and where it has left it. */
export const LEFT_FLAGS = {
  stacks: { type: "string", default: "{}" },
  "change-sets": { type: "string", default: "dist/change-sets" },
  drift: { type: "string", default: "dist/drift" },
  "page-url": { type: "string", default: "" },
} as const;

export const LEFT_USAGE = "--stacks <json> [--change-sets <folder>] [--drift <folder>] [--page-url <url>]";

/** What the flags say, with the graph of the workspace. Throws `GithubError`. */
export async function leftByRun(values: {
  readonly stacks?: string | undefined;
  readonly "change-sets"?: string | undefined;
  readonly drift?: string | undefined;
}): Promise<{ expected: Map<string, string[]>; changeSets: string; drift: string; graph: StackGraph }> {
  return {
    expected: parseExpected(values.stacks ?? "{}"),
    changeSets: values["change-sets"] ?? "",
    drift: values.drift ?? "",
    graph: await stacksOfWorkspace(findWorkspaceRoot()),
  };
}
