import { catalogue } from "@strata/environment";
import {
  ACCOUNT_IDS_FILE,
  readAccountIds,
  recordAccountId,
  writeAccountIds,
} from "@strata/environment/account-ids";
import { type Command, UsageError } from "../command.ts";
import { parseFlags } from "../parse-flags.ts";
import { table } from "./cloud-table.ts";

export const accounts: Command = {
  usage: "accounts [record <environment> <alias> <12-digit-id> [--replace]]",
  description: "lists the accounts of each environment, and records the ID of one",
  run: (args) => {
    if (args[0] === "record") return Promise.resolve(record(args.slice(1)));
    if (args[0] !== undefined)
      throw new UsageError(`got ${JSON.stringify(args[0])}; allowed: record, or nothing`);
    process.stdout.write(list());
    return Promise.resolve(0);
  },
};

function record(args: readonly string[]): number {
  const { values, positionals } = parseFlags(args, { replace: { type: "boolean", default: false } }, 3);
  const [environment = "", alias = "", id = ""] = positionals;
  const before = readAccountIds(ACCOUNT_IDS_FILE);
  const after = recordAccountId(before, { environment, alias, id, replace: values.replace === true });
  const known = Object.entries(before).find(([name]) => name === environment)?.[1];
  const old = Object.entries(known ?? {}).find(([name]) => name === alias)?.[1] ?? "not created yet";
  if (old === id) {
    process.stdout.write(`${environment} ${alias}: ${id} is recorded already. Nothing was changed.\n`);
    return 0;
  }
  writeAccountIds(after, ACCOUNT_IDS_FILE);
  process.stdout.write(
    `${environment} ${alias}: ${old} -> ${id}\nWritten to ${ACCOUNT_IDS_FILE}; commit it.\n`,
  );
  return 0;
}

function list(): string {
  const rows = Object.values(catalogue()).flatMap((environment) =>
    Object.values(environment.accounts).map((account) => [
      environment.name,
      account.alias,
      account.id ?? "not created yet",
      account.organizationalUnit,
      account.profile ?? "-",
      environment.regions.join(", "),
    ]),
  );
  return table(["ENVIRONMENT", "ACCOUNT", "ID", "ORGANIZATIONAL UNIT", "PROFILE", "REGIONS"], rows);
}
