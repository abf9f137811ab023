import { type Command, UsageError } from "../command.ts";

const ACTIONS: Readonly<Record<string, string>> = {
  ls: "lock ls -c <environment> [--all] [--json]",
  show: "lock show <lock-id> -c <environment> [--json]",
  release: 'lock release <lock-id> --fence <number> --reason "<why>" -c <environment>',
};

export const lock: Command = {
  usage: "lock ls|show|release -c <environment>",
  description: "who writes which stack just now; ends the lease of somebody who is gone",
  run: async ([name = "", ...rest]) => {
    const usage = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
    if (usage === undefined) {
      const lines = Object.values(ACTIONS).map((line) => `  strata ${line}`);
      if (["help", "--help", "-h"].includes(name)) {
        process.stdout.write(`${lines.join("\n")}\n`);
        return 0;
      }
      throw new UsageError(`got ${JSON.stringify(name)}; allowed:\n${lines.join("\n")}`);
    }
    // No other command needs the SDK, which takes long to load.
    const { runLock } = await import("./lock-run.ts");
    try {
      return await runLock(name as "ls" | "show" | "release", rest);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      throw new UsageError(`${name}: ${error.message} (${usage})`);
    }
  },
};
