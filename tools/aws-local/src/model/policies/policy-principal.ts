import { isMap, type Value, type ValueMap } from "../../protocol/values.ts";
import { texts } from "./policy-members.ts";

const PRINCIPALS = ["AWS", "Service", "Federated", "CanonicalUser"];

/**
 * What is wrong with whom a statement is about.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function principalProblems(
  { Principal: principal, NotPrincipal: notPrincipal }: ValueMap,
  where: string,
): string[] {
  return [principal, notPrincipal].flatMap((value) => valueProblems(value, where));
}

function valueProblems(principal: Value | undefined, where: string): string[] {
  if (principal === undefined || principal === "*") return [];
  if (!isMap(principal)) return [`${where}: a Principal is * or an object of ${PRINCIPALS.join(", ")}.`];
  const unknown = Object.keys(principal).filter((key) => !PRINCIPALS.includes(key));
  const services = texts(principal.Service).filter(
    (service) => !/^[\w.-]+\.(amazonaws\.com(\.cn)?|aws\.internal|amazon\.com|aws\.com)$/.test(service),
  );
  const accounts = texts(principal.AWS).filter(
    (text) => !/^\*$|^\d{12}$|^arn:[\w-]+:(iam|sts)::|^A[A-Z\d]{15,}$|^\$\{/.test(text),
  );
  return [
    ...unknown.map((key) => `${where}: a Principal is one of ${PRINCIPALS.join(", ")}, got ${key}.`),
    ...services.map(
      (name) => `${where}: a service's name ends in .amazonaws.com, got ${JSON.stringify(name)}.`,
    ),
    ...accounts.map(
      (text) => `${where}: an AWS principal is an account or an ARN, got ${JSON.stringify(text)}.`,
    ),
  ];
}
