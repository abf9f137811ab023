import { z } from "zod";
import { ACCOUNT_ALIASES, REGIONS } from "./definitions.ts";
import { ENVIRONMENTS } from "./environments.ts";
import { formatPath, problemsOf, showValue } from "./problems.ts";
import { secretsProviderProblem } from "./secrets-provider.ts";

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
const roleName = z.string().regex(/^[\w+=,.@-]{1,64}$/, "expected the name of a role, not its ARN");
// https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateOrganizationalUnit.html
const unitPath = z
  .string()
  .regex(
    /^[^/]{1,128}(\/[^/]{1,128}){0,4}$/,
    "expected a path of organizational units such as Workloads/Prod",
  );
const profile = z.string().regex(/^[\w.-]+$/, "expected the name of a profile, without spaces");

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const BUCKET = /^(?!xn--)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const ANY_REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;

// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
const TABLE = /^[\w.-]{3,255}$/;

const arnOf = (service: string, example: string) =>
  z.string().regex(new RegExp(`^arn:aws[a-z-]*:${service}$`), `expected an ARN such as ${example}`);

const replication = z.strictObject({
  bucketArn: arnOf("s3:::[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", "arn:aws:s3:::state-elsewhere"),
  roleArn: arnOf("iam::\\d{12}:role/[\\w+=,.@/-]+", "arn:aws:iam::123456789012:role/replication"),
  keyArn: arnOf("kms:[a-z0-9-]+:\\d{12}:key/[\\w-]+", "arn:aws:kms:eu-west-1:123456789012:key/1234abcd"),
});

const backend = z
  .strictObject({
    url: z.string(),
    account: z.enum(ACCOUNT_ALIASES).optional(),
    lockTable: z.string().optional(),
    replication: replication.optional(),
  })
  .superRefine(({ url, account, lockTable, replication: copies }, context) => {
    const wrong = (path: string, input: unknown, message: string): void =>
      context.addIssue({ code: "custom", path: [path], message, input });
    if (url.startsWith("file://")) {
      if (!/^file:\/\/[\w.-]+(\/[\w.-]+)*$/.test(url))
        wrong("url", url, "expected file:// and a path relative to the root of the workspace");
      if (account !== undefined) wrong("account", account, "a folder is in no account");
      if (copies !== undefined) wrong("replication", copies, "only a bucket is copied");
      if (lockTable !== undefined) wrong("lockTable", lockTable, "the stacks of a folder have no leases");
      return;
    }
    if (url.startsWith("https://")) {
      if (copies !== undefined) wrong("replication", copies, "only a bucket is copied");
      if (!URL.canParse(url)) wrong("url", url, "expected the URL of a Pulumi Cloud");
      if (account !== undefined)
        wrong("account", account, "a Pulumi Cloud is in no account of the catalogue");
      if (lockTable !== undefined)
        wrong("lockTable", lockTable, "a Pulumi Cloud lets one writer in at a time by itself");
      return;
    }
    const [bucket = "", query = ""] = url.replace(/^s3:\/\//, "").split("?");
    if (!url.startsWith("s3://") || !BUCKET.test(bucket))
      wrong("url", url, "expected file://<folder>, s3://<bucket>?region=<region> or https://<Pulumi Cloud>");
    else if (!ANY_REGION.test(new URLSearchParams(query).get("region") ?? ""))
      wrong("url", url, "expected the region of the bucket: ?region=<region>");
    if (account === undefined) wrong("account", account, `expected the account of the bucket`);
    if (!TABLE.test(lockTable ?? ""))
      wrong("lockTable", lockTable, "expected the name of the DynamoDB table of the bucket's leases");
  });

const secretsProvider = z.string().superRefine((text, context) => {
  const message = secretsProviderProblem(text);
  if (message !== undefined) context.addIssue({ code: "custom", message, input: text });
});

const distinct = (list: readonly unknown[]): boolean => new Set(list).size === list.length;

const emulator = z.strictObject({
  endpointVariable: z.string().regex(/^[A-Z][A-Z0-9_]*$/, "expected the name of a variable"),
  services: z
    .array(z.string().regex(/^[a-z0-9]+$/, "expected a name such as secretsmanager"))
    .min(1)
    .refine(distinct, "each is allowed once"),
  provider: z.strictObject({
    s3UsePathStyle: z.boolean(),
    skipCredentialsValidation: z.boolean(),
    skipMetadataApiCheck: z.boolean(),
    skipRegionValidation: z.boolean(),
  }),
});

const account = z.strictObject({
  organizationalUnit: unitPath,
  roles: z
    .strictObject({ preview: roleName, apply: roleName })
    .refine(({ preview, apply }) => preview !== apply, "a preview may only read: it needs a role of its own"),
  profile: profile.optional(),
});

const settings = z
  .strictObject({
    accounts: z.strictObject(
      Object.fromEntries(ACCOUNT_ALIASES.map((alias) => [alias, account])) as Record<string, typeof account>,
    ),
    regions: z
      .array(z.enum(REGIONS))
      .min(1, "at least one is needed")
      .refine(distinct, "each is allowed once"),
    // What is in them is checked with those of the other environments.
    cidrBlocks: z.record(z.string(), z.string()),
    secondaryCidrBlocks: z.record(z.string(), z.array(z.string())).optional(),
    ipamPools: z
      .record(z.string(), z.string().regex(/^ipam-pool-[0-9a-f]+$/, "expected ipam-pool-…"))
      .optional(),
    backend,
    secretsProvider,
    emulator: emulator.optional(),
  })
  .refine((it) => it.secretsProvider !== "passphrase" || it.backend.url.startsWith("file://"), {
    path: ["secretsProvider"],
    message: "a passphrase protects no state that others can read: expected awskms://…",
  })
  .refine((it) => it.secretsProvider !== "default" || it.backend.url.startsWith("https://"), {
    path: ["secretsProvider"],
    message: "only a Pulumi Cloud has keys of its own: expected awskms://…",
  });

/** What the form of the definitions is, apart from what one says about another. */
const schema = z.strictObject(
  Object.fromEntries(ENVIRONMENTS.map((name) => [name, settings])) as Record<string, typeof settings>,
);

/** Everything in the definitions that has not the form it must have: where, what is there, what is allowed. */
export function formProblems(definitions: unknown): string[] {
  // Read once: a compiled check would cost more than it saves.
  const result = schema.safeParse(definitions, { jitless: true });
  if (result.success) return [];
  return problemsOf(result.error, definitions).map(
    ({ path, got, allowed }) => `${formatPath(path)}: got ${showValue(got)}; ${allowed}`,
  );
}
