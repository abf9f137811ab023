import { RunError } from "@pulumi/pulumi";
import { environmentDefinition, isInAws } from "@strata/environment";
import type { z } from "zod";
import type { SecretsConfig } from "./config.ts";

type Config = z.output<typeof SecretsConfig>;

/**
 * Where the secrets are whose source is Vault, by name; nothing is loaded or made if there is none.
 *
 * @throws {RunError} if the configuration names no server, or the environment has no Vault beside it.
 */
export async function deployVault(
  containers: Config["containers"],
  vault: Config["vault"],
  environment: string,
) {
  const names = Object.entries(containers).flatMap(([name, { source }]) =>
    source === "vault" ? [name] : [],
  );
  if (names.length === 0) return {};
  const file = `stacks/secrets/Pulumi.${environment}.yaml`;
  if (!isInAws(environmentDefinition(environment))) {
    throw new RunError(
      `secrets:containers: ${names.join(", ")} have the source vault, and beside "${environment}" there is no Vault. Give ` +
        `them the source secretsManager in ${file}.`,
    );
  }
  if (vault === undefined) {
    throw new RunError(
      `secrets:vault: got nothing; the source of ${names.join(", ")} is vault. Set its address in ${file}: ` +
        `pulumi config set --path secrets:vault.address https://… -s ${environment}`,
    );
  }
  // The SDK of Vault is loaded where it is used.
  const { VaultSecrets } = await import("./vault-secrets.ts");
  return new VaultSecrets("vault", { ...vault, environment, names }).locations;
}
