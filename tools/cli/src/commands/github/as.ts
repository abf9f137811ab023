import { roleArnOf } from "@strata/aws-provider/credential-routing";
import { environmentDefinition, isInAws } from "@strata/environment";
import { runAs } from "@strata/github";
import { type Command, UsageError } from "../../command.ts";
import { parseFlags } from "../../parse-flags.ts";

export const as: Command = {
  usage: "github as <preview|apply> -c <environment> -- <command …>",
  description: "runs a command with the identity of this job, and only while it runs",
  run: async (args) => {
    const split = args.indexOf("--");
    const command = split === -1 ? [] : args.slice(split + 1);
    if (command.length === 0) throw new UsageError("expects -- and a command");
    const { values, positionals } = parseFlags(
      args.slice(0, split),
      { configuration: { type: "string", short: "c" } },
      1,
    );
    const [operation] = positionals;
    if (operation !== "preview" && operation !== "apply")
      throw new UsageError(`got ${JSON.stringify(operation)}; allowed: preview, apply`);
    if (values.configuration === undefined) throw new UsageError("expects an environment: -c <environment>");
    const environment = environmentDefinition(values.configuration);
    const { account } = environment.backend;
    return runAs({
      purpose: `${operation} in ${environment.name}`,
      roleArn: isInAws(environment) && account ? roleArnOf({ environment, account, operation }) : undefined,
      command,
      variables: process.env,
      say: (line) => process.stderr.write(`${line}\n`),
      // https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#masking-a-value-in-a-log
      mask: (text) => process.stdout.write(`::add-mask::${text}\n`),
    });
  },
};
