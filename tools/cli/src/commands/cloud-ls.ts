import type { Command } from "../command.ts";
import { parseFlags } from "../parse-flags.ts";
import { CloudError, type CloudResource, cloudResources } from "./cloud-resources.ts";
import { table } from "./cloud-table.ts";

export const ls: Command = {
  usage: "cloud ls [--type <type>] [--stack <name>] [--json]",
  description: "lists what exists; a type may be written in full, as ec2 or as Vpc",
  run: async (args) => {
    const { values } = parseFlags(
      args,
      { type: { type: "string" }, stack: { type: "string" }, json: { type: "boolean", default: false } },
      0,
    );
    const all = cloudResources();
    const found = select(all, values);
    if (values.json) {
      const rows = found.map(({ inputs: _, outputs: __, seed: ___, uniqueKey: ____, ...row }) => row);
      process.stdout.write(`${JSON.stringify(rows, undefined, 2)}\n`);
    } else if (found.length === 0) {
      process.stdout.write("The embedded AWS is empty. Fill it with: npx nx run-many -t up\n");
    } else {
      const rows = found.map(({ type, id, stack, name, account, region }) => [
        stack,
        type,
        name,
        id,
        account,
        region || "global",
      ]);
      process.stdout.write(table(["STACK", "TYPE", "NAME", "ID", "ACCOUNT", "REGION"], rows));
      process.stdout.write(`${found.length} of ${all.length} resources\n`);
    }
    return 0;
  },
};

/** The resources that pass the filters. Throws {@link CloudError} for a filter that nothing can pass. */
export function select(
  all: readonly CloudResource[],
  { type, stack }: { type?: string | undefined; stack?: string | undefined },
): CloudResource[] {
  const problems = [
    ...unknownFilter("type", type, all, (resource) => resource.type, isOfType),
    ...unknownFilter(
      "stack",
      stack,
      all,
      (resource) => resource.stack,
      (resource, text) => resource.stack === text,
    ),
  ];
  if (all.length > 0 && problems.length > 0) throw new CloudError(problems.join("\n"));
  return all.filter(
    (resource) =>
      (type === undefined || isOfType(resource, type)) && (stack === undefined || resource.stack === stack),
  );
}

function unknownFilter(
  name: string,
  text: string | undefined,
  all: readonly CloudResource[],
  valueOf: (resource: CloudResource) => string,
  passes: (resource: CloudResource, text: string) => boolean,
): string[] {
  if (text === undefined || all.some((resource) => passes(resource, text))) return [];
  const present = [...new Set(all.map(valueOf))].sort();
  return [
    `Nothing in the embedded AWS is of the ${name} ${JSON.stringify(text)}. There are: ${present.join(", ")}. ` +
      `See all: npx strata cloud ls`,
  ];
}

/** Whether a type is meant by its token, its service or its last name, in any case. */
function isOfType({ type }: CloudResource, text: string): boolean {
  const [, module = "", last = ""] = type.toLowerCase().split(":");
  const wanted = text.toLowerCase();
  return [type.toLowerCase(), module.split("/")[0], last].includes(wanted);
}
