import { reviewsOfPreview, writePages } from "@strata/github";
import type { Command } from "../../command.ts";
import { parseFlags } from "../../parse-flags.ts";
import { LEFT_FLAGS, LEFT_USAGE, leftByRun } from "./left-by-run.ts";

export const pages: Command = {
  usage: `github pages ${LEFT_USAGE} [--to <folder>]`,
  description: "writes the review of each environment of a preview as a page",
  run: async (args) => {
    const { values } = parseFlags(args, { ...LEFT_FLAGS, to: { type: "string", default: "dist/review" } }, 0);
    const reviews = reviewsOfPreview(await leftByRun(values), {});
    for (const file of writePages(reviews, values.to ?? "")) process.stdout.write(`${file}\n`);
    return 0;
  },
};
