import type { Command } from "../command.ts";
import { parseFlags } from "../parse-flags.ts";
import { cloudResources, findResource } from "./cloud-resources.ts";

export const show: Command = {
  usage: "cloud show <urn | type:id | id | name>",
  description: "prints a resource as JSON; of a secret there is only a digest",
  run: async (args) => {
    const { positionals } = parseFlags(args, {}, 1);
    const {
      seed: _,
      uniqueKey: __,
      inputs,
      outputs,
      ...resource
    } = findResource(cloudResources(), positionals[0] ?? "");
    const parsed = {
      ...resource,
      inputs: JSON.parse(inputs) as unknown,
      outputs: JSON.parse(outputs) as unknown,
    };
    process.stdout.write(`${JSON.stringify(parsed, undefined, 2)}\n`);
    return 0;
  },
};
