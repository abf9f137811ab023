import { findWorkspaceRoot } from "@strata/engine";
import { environmentDefinition, isLocal } from "@strata/environment";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Command, UsageError } from "../command.ts";
import { parseFlags } from "../parse-flags.ts";
import { readValue } from "../secrets/read-value.ts";
import { placeOfSecret, vaultPlaceOf } from "../secrets/secret-place.ts";
import { SecretsError } from "../secrets/secrets-error.ts";
import { setInVault } from "../secrets/set-in-vault.ts";

export const secrets: Command = {
  usage: "secrets set <name> | rotate <stack> [--to <provider>] -c <environment>",
  description:
    "gives a secret a value, kept nowhere but in AWS or Vault; encrypts a stack's secrets with another key",
  run: async (args) => {
    if (args[0] === "rotate") {
      const { runRotate } = await import("../secrets/run-rotate.ts");
      return await runRotate(args.slice(1));
    }
    if (args[0] !== "set") {
      throw new UsageError(`got ${JSON.stringify(args[0] ?? "nothing")}; allowed: set, rotate`);
    }
    const rest = args.slice(1);
    if (rest.some((it) => /^--(value|secret|string)\b/.test(it)) || rest.filter(isPlain).length > 2) {
      // What stands on a command line is in the shell's history, and in the list of processes.
      throw new UsageError("takes no value on the command line: type it when asked, or pipe it in");
    }
    const { values, positionals } = parseFlags(rest, { configuration: { type: "string", short: "c" } }, 1);
    if (values.configuration === undefined) throw new UsageError("expects an environment: -c <environment>");
    return await set(positionals[0] ?? "", values.configuration);
  },
};

function isPlain(argument: string): boolean {
  return !argument.startsWith("-");
}

async function set(name: string, environmentName: string): Promise<number> {
  const environment = environmentDefinition(environmentName);
  if (isLocal(environment.name)) {
    throw new SecretsError(
      `There is nothing behind "${environment.name}": the embedded AWS has secrets without values, and no value was read. ` +
        `Set it where it is used: npx strata secrets set ${name} -c <environment>`,
    );
  }
  const file = join(findWorkspaceRoot(), "stacks/secrets", `Pulumi.${environment.name}.yaml`);
  if (!existsSync(file)) {
    throw new SecretsError(`The stack secrets has no ${environment.name}: ${file} does not exist`);
  }
  const text = readFileSync(file, "utf8");
  const read = () => readValue(process.stdin, process.stderr);
  const inVault = vaultPlaceOf(text, environment.name, name);
  if (inVault !== undefined) {
    const version = await setInVault(inVault, process.env, read);
    process.stdout.write(`Set ${inVault.mount}/${inVault.path} in ${inVault.address}: version ${version}.\n`);
    return 0;
  }
  const route = placeOfSecret(text, environment.name, name);
  // No other command needs the SDK, which takes long to load.
  const { setValue } = await import("../secrets/set-value.ts");
  const version = await setValue({ environment, route, name, variables: process.env }, read);
  process.stdout.write(
    `Set ${name} of ${environment.name} in ${route.account}/${route.region}: version ${version}.\n`,
  );
  return 0;
}
