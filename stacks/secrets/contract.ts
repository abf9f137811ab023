import { byRoute, defineContract } from "@strata/stack-contract";
import { z } from "zod";

const arn = z.string().startsWith("arn:");
const alias = z.string().startsWith("alias/");

export default defineContract(
  "secrets",
  z.object({
    /** ARNs of the keys, in each account and region. */
    keys: byRoute(
      z.object({
        /** Encrypts what is stored: databases, volumes, queues, variables of functions. */
        data: arn,
        /** Encrypts log groups. */
        logs: arn,
        /** Encrypts Secrets Manager secrets and Kubernetes secrets. */
        secrets: arn,
      }),
    ),
    /** Names of the same keys. */
    keyAliases: byRoute(z.object({ data: alias, logs: alias, secrets: alias })),
    /** The multi-Region key of Pulumi's own secrets; none where the catalogue has one from elsewhere. */
    pulumiKeyArn: arn.optional(),
    /** The secret for what the applications of this environment must know. Its value is set out of band. */
    applicationSecretArn: arn,
    /** All secrets of Secrets Manager, by name. A copy in another region has the same ARN but for the region. */
    secretArns: z.record(z.string(), arn),
    /** Where the value of each secret is: under an ARN in Secrets Manager, or under a path of a KV engine in Vault. */
    secretLocations: z.record(
      z.string(),
      z.object({
        source: z.enum(["secretsManager", "vault"]),
        arn: arn.optional(),
        address: z.url().optional(),
        mount: z.string().optional(),
        path: z.string().optional(),
      }),
    ),
    /** IAM policies that let a role read one secret, by the name of the secret. */
    secretReadPolicyArns: z.record(z.string(), arn),
    /** What AWS knows GitHub Actions by, by alias of the account; none where `secrets:githubIdentity` is off. */
    githubOidcProviderArns: z.record(z.string(), arn).optional(),
    /** The roles that jobs become, by alias of the account; none where `secrets:githubIdentity` is off. */
    deployRoleArns: z.record(z.string(), z.object({ preview: arn, apply: arn })).optional(),
  }),
);
