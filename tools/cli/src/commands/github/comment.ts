import {
  failedStacks,
  markComment,
  notLookedAt,
  parseJobs,
  previewComment,
  publishComment,
  readEvent,
  reviewsOfPreview,
} from "@strata/github";
import { type Command, UsageError } from "../../command.ts";
import { parseFlags } from "../../parse-flags.ts";
import { LEFT_FLAGS, LEFT_USAGE, leftByRun } from "./left-by-run.ts";

export const comment: Command = {
  usage: `github comment (--outdated | ${LEFT_USAGE}) [--jobs <json>] [--key <key>] [--pull <number>]`,
  description:
    "writes or edits the one comment of a pull request, and exits with 1 where a preview failed; --outdated marks that of an earlier commit",
  run: async (args) => {
    const { values } = parseFlags(
      args,
      {
        ...LEFT_FLAGS,
        outdated: { type: "boolean", default: false },
        jobs: { type: "string", default: "{}" },
        key: { type: "string", default: "preview" },
        pull: { type: "string" },
      },
      0,
    );
    const { key = "preview", pull } = values;
    const request = { key, number: pullNumber(pull), variables: process.env };
    if (values.outdated) {
      process.stdout.write(`${await markComment(request)}\n`);
      return 0;
    }
    const left = await leftByRun(values);
    const known = (parseJobs(values.jobs ?? "{}").get("affected") ?? "success") === "success";
    const notes = notLookedAt(left);
    let failed: string[] = [];
    const done = await publishComment(request, ({ commit, revision, runUrl }) => {
      const pageUrl = values["page-url"] || undefined;
      const reviews = reviewsOfPreview(left, { commit: revision, pageUrl });
      failed = failedStacks(reviews);
      return {
        body: previewComment(reviews, { key, commit, runUrl, known, notes }),
        // A pull request that touches no stack is not to be disturbed.
        onlyIfThere: known && left.expected.size === 0,
      };
    });
    process.stdout.write(`${done}\n`);
    if (known && failed.length === 0) return 0;
    process.stderr.write(
      known
        ? `Not previewed: ${failed.join(", ")}; the run says why.\n`
        : "What is affected could not be told.\n",
    );
    return 1;
  },
};

/** The number of the pull request that a run is of, else the one given. */
export function pullNumber(text: string | undefined): number | undefined {
  if (text === undefined) return readEvent(process.env["GITHUB_EVENT_PATH"]).pullRequest?.number;
  if (/^[1-9]\d{0,9}$/.test(text)) return Number(text);
  throw new UsageError(`--pull: got ${JSON.stringify(text)}; allowed: the number of a pull request`);
}
