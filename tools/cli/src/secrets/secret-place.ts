import { nearest, parseAccountAlias, parseRegion, type Route } from "@strata/environment";
import { parse } from "yaml";
import { SecretsError } from "./secrets-error.ts";

/** The containers that the secrets stack has without any in its configuration. */
const ALWAYS = { application: {} };

/**
 * The account and the region of a secret, from the text of `stacks/secrets/Pulumi.<environment>.yaml`. It is in its own
 * account or the first of the stack, and in the first region; AWS copies a new value to the others.
 *
 * @throws {SecretsError} if there is no such secret, with the nearest name and the list.
 */
export function placeOfSecret(text: string, environment: string, name: string): Route {
  const { config } = (parse(text) ?? {}) as { config?: Record<string, unknown> | null };
  const containers = (config?.["secrets:containers"] ?? ALWAYS) as Record<string, { account?: string }>;
  const container = Object.hasOwn(containers, name) ? containers[name] : undefined;
  if (container === undefined) {
    const names = Object.keys(containers).sort();
    const near = nearest(name, names);
    throw new SecretsError(
      `There is no secret ${JSON.stringify(name)} in ${environment}; there is: ${names.join(", ")}.` +
        `${near === undefined ? "" : ` Did you mean ${near}?`} Add one to secrets:containers of ` +
        `stacks/secrets/Pulumi.${environment}.yaml, then: npx nx run secrets:up -c ${environment}`,
    );
  }
  const [account] = config?.["secrets:accounts"] as string[];
  const [region] = config?.["secrets:regions"] as string[];
  return {
    account: parseAccountAlias(container.account ?? account ?? ""),
    region: parseRegion(region ?? ""),
  };
}
