import type { ValueMap } from "../../protocol/values.ts";
import { texts } from "./policy-members.ts";

/** A part of an ARN in which a wildcard or a policy variable stands for what it will be. */
const OPEN = /[*?]|\$\{/;

/**
 * What is wrong with the resources of a statement. AWS completes ARNs that have fewer fields than six.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function resourceProblems(statement: ValueMap, where: string): string[] {
  return texts(statement.Resource ?? statement.NotResource).flatMap((resource) => {
    if (resource === "*" || resource === "" || resource.startsWith("${")) return [];
    const got = `got ${JSON.stringify(resource)}.`;
    if (!resource.startsWith("arn:")) return [`${where}: a Resource is * or an ARN, ${got}`];
    const [, partition = "", service = "", , account = ""] = resource.split(":");
    if (!/^aws(-[a-z]+)*$/.test(partition) && !OPEN.test(partition)) {
      return [`${where}: an ARN begins with arn:aws:, arn:aws-cn: or the like, ${got}`];
    }
    if (service === "") return [`${where}: an ARN names a service, ${got}`];
    return /^\d+$/.test(account) && account.length !== 12
      ? [`${where}: the account of an ARN has 12 digits, ${got}`]
      : [];
  });
}
