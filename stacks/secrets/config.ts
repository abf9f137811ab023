import { manyRoutes, oneRoute } from "@strata/aws-provider/config";
import { prodFloor } from "@strata/environment/config";
import { z } from "zod";
import { GithubIdentityConfig } from "./github-identity-config.ts";

const containerName = z
  .string()
  .regex(
    /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    "expected small letters, digits and hyphens, such as payment-provider",
  );

const rotation = z
  .strictObject({
    /** Of the Lambda function; it must let secretsmanager.amazonaws.com invoke it. */
    functionArn: z
      .string()
      .regex(
        /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[\w-]+(:[\w-]+)?$/,
        "expected the ARN of a function",
      ),
    /** Days between rotations, 1 to 1000. */
    everyDays: z.number().int().min(1).max(1000).optional(),
    /** In place of `everyDays`, in UTC. */
    schedule: z
      .string()
      .regex(/^(cron|rate)\(.+\)$/, "expected cron(…) or rate(…)")
      .optional(),
    /** How long a rotation may take from its scheduled time. */
    duration: z
      .string()
      .regex(/^\d{1,2}h$/, "expected hours such as 2h")
      .optional(),
  })
  .refine(
    ({ everyDays, schedule }) => (everyDays === undefined) !== (schedule === undefined),
    "expected one of everyDays and schedule",
  );

const container = z
  .strictObject({
    /** Where the value is. In Vault there are no rotation, account and copies of ours. */
    source: z.enum(["secretsManager", "vault"]).default("secretsManager"),
    description: z.string().min(1).max(2048).optional(),
    /** An account of the stack. @default the first */
    account: oneRoute.account.optional(),
    /** Whether every other region of the stack has a copy. */
    replicate: z.boolean().default(true),
    rotation: rotation.optional(),
  })
  .refine(
    ({ source, account, rotation: rotated }) =>
      source === "secretsManager" || (account === undefined && rotated === undefined),
    "account and rotation are of Secrets Manager, and source is vault",
  );

export const SecretsConfig = z.strictObject({
  ...manyRoutes,
  /** Days in which a deleted key can be brought back, 7 to 30; in prod all that AWS gives. */
  keyDeletionWindowInDays: prodFloor(
    z.number().int().min(7).max(30).default(30),
    (days) => days === 30,
    "prod has 30 days to bring back a deleted key",
  ),
  /** Days between rotations of the keys, 90 to 2560; once a year in prod. */
  keyRotationPeriodInDays: prodFloor(
    z.number().int().min(90).max(2560).default(365),
    (days) => days <= 365,
    "prod rotates its keys once a year at least",
  ),
  /** Days in which a deleted secret can be brought back: 0 (none), or 7 to 30; in prod all that AWS gives. */
  secretRecoveryWindowInDays: prodFloor(
    z.union([z.literal(0), z.number().int().min(7).max(30)]).default(30),
    (days) => days === 30,
    "prod has 30 days to bring back a deleted secret",
  ),
  /** The secrets, by name, without values. `application` is always there: the contract has it. */
  containers: prodFloor(
    z
      .record(containerName, container)
      .refine((all) => "application" in all, "expected application among them, which other stacks read")
      .refine(
        ({ application }) => application === undefined || application.source === "secretsManager",
        "application is read by its ARN, so it is in Secrets Manager",
      )
      .default({ application: { source: "secretsManager", replicate: true } }),
    (all) => Object.values(all).every(({ replicate }) => replicate),
    "prod has a copy of every secret in its other regions: replicate: true",
  ),
  /** HashiCorp Vault or OpenBao, for containers whose source it is. */
  vault: z
    .strictObject({
      address: z.url({ protocol: /^https$/, error: "expected the URL of a server, with https" }),
      /** The path of the KV engine, version 2, that the stack makes. */
      mount: z
        .string()
        .regex(/^[a-z0-9]+([/-][a-z0-9]+)*$/, "expected a path such as strata")
        .default("strata"),
    })
    .optional(),
  /** How CI gets into the accounts. Off: the roles of the catalogue are made by others. */
  githubIdentity: GithubIdentityConfig.optional(),
  /** What is not secret, for programs that look it up in Parameter Store: by path below `/strata/<environment>/`. */
  parameters: z
    .record(
      z
        .string()
        .regex(/^[a-z0-9]+([/-][a-z0-9]+)*$/, "expected a path such as feature/limit")
        .refine(
          (path) => !/password|passwd|secret|token|credential|private-?key/.test(path),
          "this is no place for secrets: give it a container, and its value with npx strata secrets set",
        ),
      z.string().min(1).max(4096),
    )
    .default({}),
});
