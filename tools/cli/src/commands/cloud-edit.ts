import { editResource, type PropertyEdit } from "@strata/aws-local";
import { type Command, UsageError } from "../command.ts";
import { CloudError, cloudResources, findResource, withStore } from "./cloud-resources.ts";

export const edit: Command = {
  usage: "cloud edit <urn | type:id | id | name> <property path>=<JSON value>...",
  description: `changes a resource behind Pulumi's back: cloud edit vpc-1 'tags.Owner="me"'; null takes a property out`,
  run: async ([wanted, ...assignments]) => {
    if (wanted === undefined || wanted.startsWith("-") || assignments.length === 0) {
      throw new UsageError("expects a resource and at least one <property path>=<JSON value>");
    }
    const resource = findResource(cloudResources(), wanted);
    const edits = parseAssignments(assignments);
    const edited = withStore((store) => editResource(store, resource, edits));
    const lines = edited.map(({ path, before, after }) => `  ${path}: ${text(before)} => ${text(after)}`);
    process.stdout.write(
      `${resource.type} ${resource.id} was changed behind Pulumi's back:\n${lines.join("\n")}\n` +
        `See the drift: npx nx run ${resource.stack}:refresh\nRepair it afterwards: npx nx run ${resource.stack}:up\n`,
    );
    return 0;
  },
};

/** Reads `path=JSON`; the path may have `=` only between quotes. Throws {@link CloudError} with everything wrong. */
export function parseAssignments(assignments: readonly string[]): PropertyEdit[] {
  const problems: string[] = [];
  const edits = assignments.flatMap((assignment): PropertyEdit[] => {
    const match = /^((?:"(?:[^"\\]|\\.)*"|[^="])+)=(.*)$/s.exec(assignment);
    if (match === null) {
      problems.push(`${JSON.stringify(assignment)} is not <property path>=<JSON value>.`);
      return [];
    }
    const [, path = "", json = ""] = match;
    try {
      return [{ path, value: JSON.parse(json) as unknown }];
    } catch {
      problems.push(
        `${path}: ${json === "" ? "nothing" : json} is not a JSON value. For a text write: '${path}=${JSON.stringify(json)}'`,
      );
      return [];
    }
  });
  if (problems.length > 0) throw new CloudError(`Nothing was changed:\n  ${problems.join("\n  ")}`);
  return edits;
}

function text(value: unknown): string {
  return value === undefined ? "(none)" : JSON.stringify(value);
}
