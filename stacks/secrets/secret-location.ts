import type { Output } from "@pulumi/pulumi";

/** Where the value of a secret is: in Secrets Manager under an ARN, or in Vault under a path of a KV engine. */
export type SecretLocation =
  | { readonly source: "secretsManager"; readonly arn: Output<string> }
  | { readonly source: "vault"; readonly address: string; readonly mount: string; readonly path: string };
