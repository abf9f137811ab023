import { profileAt, roleArnOf } from "@strata/aws-provider/credential-routing";
import { rolesAnywhereProfile } from "@strata/aws-provider/roles-anywhere";
import { environmentDefinition, parseAccountAlias } from "@strata/environment";
import { type Command, UsageError } from "../command.ts";
import { parseFlags } from "../parse-flags.ts";

const NEEDED = ["certificate", "private-key", "trust-anchor-arn", "profile-arn", "helper"] as const;

export const credentials: Command = {
  usage:
    "credentials roles-anywhere <environment> <account> [--apply] " +
    NEEDED.map((name) => `--${name} <…>`).join(" "),
  description: "prints the profile of a machine that signs in with a certificate, for ~/.aws/config",
  run: (args) => {
    if (args[0] !== "roles-anywhere") {
      throw new UsageError(`got ${JSON.stringify(args[0] ?? "nothing")}; allowed: roles-anywhere`);
    }
    process.stdout.write(rolesAnywhere(args.slice(1)));
    return Promise.resolve(0);
  },
};

function rolesAnywhere(args: readonly string[]): string {
  const text = { type: "string" } as const;
  const options = {
    apply: { type: "boolean", default: false },
    certificate: text,
    "private-key": text,
    "trust-anchor-arn": text,
    "profile-arn": text,
    helper: text,
  } as const;
  const { values, positionals } = parseFlags(args, options, 2);
  const missing = NEEDED.filter((name) => values[name] === undefined).map((name) => `--${name}`);
  if (missing.length > 0) throw new UsageError(`expects ${missing.join(", ")}`);
  const environment = environmentDefinition(positionals[0] ?? "");
  const account = parseAccountAlias(positionals[1] ?? "");
  const operation = values.apply === true ? "apply" : "preview";
  const { profile } = environment.accounts[account];
  if (profile === undefined) {
    throw new UsageError(`nobody signs in to "${account}" of "${environment.name}": it is not in AWS`);
  }
  const trustAnchorArn = values["trust-anchor-arn"] ?? "";
  return rolesAnywhereProfile({
    profile: profileAt("roles-anywhere", profile, operation),
    // The trust anchor answers in its own region alone.
    region: trustAnchorArn.split(":")[3] ?? "",
    roleArn: roleArnOf({ environment, account, operation }),
    trustAnchorArn,
    profileArn: values["profile-arn"] ?? "",
    certificate: values.certificate ?? "",
    privateKey: values["private-key"] ?? "",
    helper: values.helper ?? "",
  });
}
