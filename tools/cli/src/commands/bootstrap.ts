import { type Command, UsageError } from "../command.ts";
import { parseFlags } from "../parse-flags.ts";

export const bootstrap: Command = {
  usage: "bootstrap -c <environment>",
  description:
    "makes the bucket, the lock table and the key of an environment's state; again, it repairs them",
  run: async (args) => {
    const { configuration } = parseFlags(args, { configuration: { type: "string", short: "c" } }, 0).values;
    if (configuration === undefined) throw new UsageError("expects an environment: -c <environment>");
    // No other command needs the Automation API, which takes long to load.
    const { runBootstrap } = await import("../bootstrap/run-bootstrap.ts");
    return runBootstrap(configuration);
  },
};
