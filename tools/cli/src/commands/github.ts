import { type Command, UsageError } from "../command.ts";

/** Loaded when they are run: most of `strata` needs no client of GitHub. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  affected: async () => (await import("./github/affected.ts")).affected,
  as: async () => (await import("./github/as.ts")).as,
  pages: async () => (await import("./github/pages.ts")).pages,
  comment: async () => (await import("./github/comment.ts")).comment,
  reviewed: async () => (await import("./github/reviewed.ts")).reviewed,
  compare: async () => (await import("./github/compare.ts")).compareCommand,
  result: async () => (await import("./github/result.ts")).result,
  "drift-issue": async () => (await import("./github/drift-issue.ts")).driftIssue,
  "trust-policy": async () => (await import("./github/trust-policy.ts")).trustPolicy,
};

const names = Object.keys(COMMANDS);

export const github: Command = {
  usage: `github <${names.join("|")}> …`,
  description: "what the workflows do: see tools/github/README.md",
  run: async ([name = "", ...args]) => {
    const load = COMMANDS[name];
    if (load === undefined)
      throw new UsageError(`got ${JSON.stringify(name || "nothing")}; allowed: ${names.join(", ")}`);
    const command = await load();
    try {
      return await command.run(args);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      throw new UsageError(`${name}: ${error.message}\nIts usage: strata ${command.usage}`);
    }
  },
};
