import { type Command, UsageError } from "../command.ts";
import { edit } from "./cloud-edit.ts";
import { ls } from "./cloud-ls.ts";
import { remove } from "./cloud-remove.ts";
import { reset } from "./cloud-reset.ts";
import { show } from "./cloud-show.ts";
import { strays } from "./cloud-strays.ts";

const ACTIONS: Readonly<Record<string, Command>> = { ls, show, edit, strays, remove, reset };

export const cloud: Command = {
  usage: `cloud ${Object.keys(ACTIONS).join("|")}`,
  description: "looks at the embedded AWS, and changes it behind Pulumi's back",
  run: async ([name = "", ...rest]) => {
    const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
    if (action === undefined) {
      const lines = Object.values(ACTIONS).map(
        ({ usage, description }) => `  strata ${usage}\n      ${description}`,
      );
      if (["help", "--help", "-h"].includes(name)) {
        process.stdout.write(`${lines.join("\n")}\n`);
        return 0;
      }
      const got = name === "" ? "no action" : `the unknown action ${JSON.stringify(name)}`;
      throw new UsageError(`got ${got}; allowed are:\n${lines.join("\n")}`);
    }
    try {
      return await action.run(rest);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      throw new UsageError(`${name}: ${error.message} (${action.usage})`);
    }
  },
};
