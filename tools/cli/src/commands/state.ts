import { type Command, UsageError } from "../command.ts";

const USAGE: Readonly<Record<string, string>> = {
  history: "history <stack> -c <environment> [--limit <number>] [--json]",
  diff: "diff <stack> -c <environment> [--from <version>] [--to <version>] [--json]",
  restore: "restore <stack> -c <environment> --to <version> --over <newest version>",
  pending: "pending <stack> -c <environment> [--json]",
};

export const state: Command = {
  usage: "state history|diff|restore|pending <stack> -c <environment>",
  description: "the versions of a stack's state: who wrote them, what they differ in, going back to one",
  run: async (args) => {
    const [name = "", ...rest] = args;
    if (!(name in USAGE))
      throw new UsageError(
        `got ${JSON.stringify(name)}; allowed:\n${Object.values(USAGE)
          .map((line) => `  strata state ${line}`)
          .join("\n")}`,
      );
    // No other command needs the SDK, which takes long to load.
    const { runState } = await import("../state/run-state.ts");
    return runState(name as "history" | "diff" | "restore" | "pending", rest);
  },
};
