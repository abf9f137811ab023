import { type Output, output } from "@pulumi/pulumi";
import { unknown } from "@pulumi/pulumi/output.js";
import { provisionProviders } from "@strata/aws-provider";
import { environmentDefinition } from "@strata/environment";
import { recordResources, resourceList, UNKNOWN } from "@strata/testing";
import { deployGithubIdentity } from "./deploy-github-identity.ts";
import { GithubIdentityConfig, type GithubIdentitySettings } from "./github-identity-config.ts";

const ROLE = "aws:iam/role:Role";
const keyArn = "arn:aws:kms:eu-central-1:000000000001:key/mrk-0123";
const given = {
  owner: "acme",
  ownerId: 123,
  repository: "cloud",
  repositoryId: 456,
  environments: { preview: "local-preview", apply: "local" },
  policyArns: ["arn:aws:iam::aws:policy/PowerUserAccess"],
};

async function deploy(
  changes: Partial<GithubIdentitySettings> = {},
  options = {},
  key: unknown = output(keyArn),
) {
  const recording = await recordResources({ project: "secrets", stack: "local", ...options });
  const settings = { ...GithubIdentityConfig.parse(given), ...changes };
  const providers = provisionProviders({
    accounts: ["workloads", "shared"],
    regions: ["eu-central-1", "eu-west-1"],
    tags: { owner: "platform", costCentre: "CC-1000", dataClassification: "restricted" },
  });
  const identities = await deployGithubIdentity(
    settings,
    environmentDefinition("local"),
    providers,
    (key ?? undefined) as Output<string> | undefined,
  );
  await recording.settled();
  return { recording, identities };
}

const idOf = (account: "workloads" | "shared") => environmentDefinition("local").accounts[account].id;

it("is nothing without configuration", async () => {
  const recording = await recordResources({ project: "secrets", stack: "local" });
  const providers = provisionProviders({
    accounts: ["workloads"],
    regions: ["eu-central-1"],
    tags: { owner: "platform", costCentre: "CC-1000", dataClassification: "restricted" },
  });
  const definition = environmentDefinition("local");
  expect(await deployGithubIdentity(undefined, definition, providers, keyArn)).toBeUndefined();
  expect(recording.ofType(ROLE)).toEqual([]);
});

it("has the two roles of the catalogue once in each account, in its first region", async () => {
  const { recording, identities } = await deploy();
  const roles = recording.ofType(ROLE).map(({ name, inputs }) => [name, inputs["name"]]);
  expect(Object.fromEntries(roles)).toEqual({
    "github-workloads-preview": "strata-preview",
    "github-workloads-apply": "strata-apply",
    "github-shared-preview": "strata-preview",
    "github-shared-apply": "strata-apply",
  });
  expect(recording.get(ROLE, "github-shared-apply").provider).toContain("::aws-shared-eu-central-1::");
  expect(Object.keys(identities ?? {})).toEqual(["workloads", "shared"]);
});

it("lets pull requests look, and only the environment change", async () => {
  const { recording } = await deploy();
  const subjectsOf = (operation: string) => {
    const policy = recording.get(ROLE, `github-workloads-${operation}`).inputs["assumeRolePolicy"] as string;
    expect(policy).toContain(`arn:aws:iam::${idOf("workloads")}:oidc-provider/`);
    return (policy.match(/"repo:[^"]+"/g) ?? []).map((text) => JSON.parse(text) as string);
  };
  expect(subjectsOf("preview")).toEqual([
    "repo:acme/cloud:pull_request",
    "repo:acme@123/cloud@456:pull_request",
    "repo:acme/cloud:environment:local-preview",
    "repo:acme@123/cloud@456:environment:local-preview",
  ]);
  expect(subjectsOf("apply")).toEqual([
    "repo:acme/cloud:environment:local",
    "repo:acme@123/cloud@456:environment:local",
  ]);
});

it("gives the one what reads, without secrets, and the other what is configured, within a boundary", async () => {
  const own = `arn:aws:iam::${idOf("shared")}:policy/team/deploy`;
  const { recording } = await deploy({ policyArns: [...given.policyArns, own] });
  const attached = recording
    .ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment")
    .filter(({ name }) => name.startsWith("github-shared"))
    .map(({ inputs }) => [inputs["role"], inputs["policyArn"]]);
  expect(attached).toEqual([
    ["strata-preview", "arn:aws:iam::aws:policy/ReadOnlyAccess"],
    ["strata-apply", "arn:aws:iam::aws:policy/PowerUserAccess"],
    ["strata-apply", own],
  ]);
  expect(resourceList(recording)).not.toContain("github-workloads-apply-team-deploy");
  expect(recording.get("aws:iam/rolePolicy:RolePolicy", "github-shared-preview").inputs["policy"]).toContain(
    "arn:aws:kms:*:000000000001:key/mrk-0123",
  );
  const boundary = recording.get("aws:iam/policy:Policy", "github-shared-apply-boundary");
  expect(boundary.inputs["name"]).toBe("strata-apply-boundary");
  expect(recording.get(ROLE, "github-shared-apply").inputs["permissionsBoundary"]).toContain(
    "github-shared-apply-boundary",
  );
  expect(recording.get(ROLE, "github-shared-preview").inputs).not.toHaveProperty("permissionsBoundary");
});

it("uses the provider that the account has", async () => {
  const { recording, identities } = await deploy({ createProvider: false });
  expect(recording.ofType("aws:iam/openIdConnectProvider:OpenIdConnectProvider")).toEqual([]);
  const { workloads } = identities ?? {};
  expect(workloads && (await recording.valueOf(workloads.providerArn))).toBe(
    `arn:aws:iam::${idOf("workloads")}:oidc-provider/token.actions.githubusercontent.com`,
  );
});

it("refuses a policy of another account and a key that nobody knows, both at once", async () => {
  const policyArns = ["arn:aws:iam::999999999999:policy/deploy"];
  const attempt = deploy({ policyArns }, {}, null);
  await expect(attempt).rejects.toThrow(/policyArns: got arn:aws:iam::999999999999:policy\/deploy; allowed/);
  await expect(attempt).rejects.toThrow(/secretsProvider of "local": got passphrase/);
});

it("makes all of this, which a reviewer reads, in a preview too, when the key is not there yet", async () => {
  const { recording: known } = await deploy();
  const { recording } = await deploy({}, { preview: true }, output(unknown));
  expect(resourceList(known)).toMatchSnapshot();
  expect(resourceList(recording)).toBe(resourceList(known));
  const policy = recording.get("aws:iam/rolePolicy:RolePolicy", "github-shared-preview").inputs["policy"];
  expect(policy).toBe(UNKNOWN);
  expect(recording.get(ROLE, "github-shared-preview").inputs["assumeRolePolicy"]).toContain(
    "repo:acme/cloud",
  );
});
