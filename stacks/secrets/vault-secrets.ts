import { ComponentResource, type ComponentResourceOptions } from "@pulumi/pulumi";
import { SecretBackendV2 } from "@pulumi/vault/kv/secretBackendV2.js";
import { Mount } from "@pulumi/vault/mount.js";
import { Policy } from "@pulumi/vault/policy.js";
import { Provider } from "@pulumi/vault/provider.js";
import type { SecretLocation } from "./secret-location.ts";
import { vaultReadPolicy, vaultWritePolicy } from "./vault-policies.ts";

export interface VaultSecretsArgs {
  /** Part of the names of policies, and the first part of every path. */
  environment: string;
  /** Of the server: `https://vault.example.com`. */
  address: string;
  /** The path of the KV engine. */
  mount: string;
  /** Names of secrets. */
  names: readonly string[];
}

/** How many values of a secret are kept, so that those who still have an old one can be moved. */
const VERSIONS = 10;

/**
 * The places of secrets in HashiCorp Vault or OpenBao: a KV engine of version 2, and for each secret a policy to read it and
 * one to write it. As in Secrets Manager it has no values: those are set out of band.
 *
 * Whoever runs it signs in to Vault beforehand: the provider takes the token of VAULT_TOKEN or `~/.vault-token`, so that none
 * is in a program or a state.
 */
export class VaultSecrets extends ComponentResource {
  readonly locations: Readonly<Record<string, SecretLocation>>;

  constructor(name: string, args: VaultSecretsArgs, options?: ComponentResourceOptions) {
    super("strata:secrets:VaultSecrets", name, {}, options);
    const { environment, address, mount, names } = args;
    const provider = new Provider(
      name,
      { address, tokenName: `strata-secrets-${environment}` },
      { parent: this },
    );
    const own = { parent: this, provider };
    const engine = new Mount(
      name,
      { path: mount, type: "kv", options: { version: "2" }, description: `Secrets of ${environment}` },
      { ...own, protect: environment === "prod" },
    );
    const settings = new SecretBackendV2(name, { mount: engine.path, maxVersions: VERSIONS }, own);
    for (const secret of names) {
      const place = { mount, path: pathOf(environment, secret) };
      const policyName = `strata-${environment}-${secret}`;
      const after = { ...own, dependsOn: [settings] };
      new Policy(
        `${name}-${secret}-read`,
        { name: `${policyName}-read`, policy: vaultReadPolicy(place) },
        after,
      );
      new Policy(
        `${name}-${secret}-write`,
        { name: `${policyName}-write`, policy: vaultWritePolicy(place) },
        after,
      );
    }
    this.locations = Object.fromEntries(
      names.map((secret) => [
        secret,
        { source: "vault" as const, address, mount, path: pathOf(environment, secret) },
      ]),
    );
    this.registerOutputs({ locations: this.locations });
  }
}

function pathOf(environment: string, secret: string): string {
  return `${environment}/${secret}`;
}
