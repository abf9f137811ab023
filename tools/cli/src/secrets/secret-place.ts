import { nearest, parseAccountAlias, parseRegion, type Route } from "@strata/environment";
import { parse } from "yaml";
import { SecretsError } from "./secrets-error.ts";

/** The containers that the secrets stack has without any in its configuration. */
const ALWAYS = { application: {} };

/** Where a secret is in Vault. */
export interface VaultSecret {
  /** The URL of the server. */
  readonly address: string;
  readonly mount: string;
  readonly path: string;
}

/** The place of a secret whose source is Vault, as the stack chooses it; `undefined` for one of Secrets Manager. */
export function vaultPlaceOf(text: string, environment: string, name: string): VaultSecret | undefined {
  const { config } = (parse(text) ?? {}) as { config?: Record<string, unknown> | null };
  const containers = (config?.["secrets:containers"] ?? ALWAYS) as Record<string, { source?: string }>;
  if (!Object.hasOwn(containers, name) || containers[name]?.source !== "vault") return undefined;
  const { address, mount = "strata" } = (config?.["secrets:vault"] ?? {}) as Partial<VaultSecret>;
  if (address === undefined) {
    throw new SecretsError(
      `The secret ${name} of ${environment} is in Vault, and secrets:vault of stacks/secrets/Pulumi.${environment}.yaml has ` +
        `no address. Set it with: pulumi config set --path secrets:vault.address https://… -s ${environment}`,
    );
  }
  return { address, mount, path: `${environment}/${name}` };
}

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
