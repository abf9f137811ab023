import { type EnvironmentDefinition, environmentDefinition } from "@strata/environment";
import { type TrustSettings, workflowEnvironments } from "@strata/github";
import { configuredTrust, trustOf } from "./trust.ts";

const catalogueDev = environmentDefinition("dev");
const dev: EnvironmentDefinition = {
  ...catalogueDev,
  accounts: {
    workloads: { ...catalogueDev.accounts.workloads, id: "111111111111" },
    shared: { ...catalogueDev.accounts.shared, id: "222222222222" },
  },
};
const settings: TrustSettings = {
  repository: { owner: "acme", ownerId: 123, repository: "cloud", repositoryId: 456 },
  subjects: "both",
  environments: workflowEnvironments("dev"),
};
const subjectsOf = (of: TrustSettings, role: "preview" | "apply"): unknown[] =>
  trustOf(dev, of).map(({ roles }) => {
    const { Statement } = roles[role === "preview" ? 0 : 1]?.trustPolicy as {
      Statement: { Condition: Record<string, Record<string, unknown>> }[];
    };
    expect(Statement).toHaveLength(1);
    expect(Object.keys(Statement[0]?.Condition ?? {})).toEqual(["StringEquals"]);
    return Statement[0]?.Condition["StringEquals"]?.["token.actions.githubusercontent.com:sub"];
  });

it("trusts pull requests and one environment to preview, in both forms of the subject, in each account", () => {
  const subjects = [
    "repo:acme/cloud:pull_request",
    "repo:acme@123/cloud@456:pull_request",
    "repo:acme/cloud:environment:dev-preview",
    "repo:acme@123/cloud@456:environment:dev-preview",
  ];
  expect(subjectsOf(settings, "preview")).toEqual([subjects, subjects]);
  expect(
    trustOf(dev, settings).map(({ account, provider, roles }) => [
      account,
      provider,
      ...roles.map(({ role }) => role),
    ]),
  ).toEqual([
    [
      "workloads",
      "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com",
      "arn:aws:iam::111111111111:role/strata-preview",
      "arn:aws:iam::111111111111:role/strata-apply",
    ],
    [
      "shared",
      "arn:aws:iam::222222222222:oidc-provider/token.actions.githubusercontent.com",
      "arn:aws:iam::222222222222:role/strata-preview",
      "arn:aws:iam::222222222222:role/strata-apply",
    ],
  ]);
});

it("lets nothing apply but jobs of the approved environment", () => {
  const subjects = ["repo:acme/cloud:environment:dev", "repo:acme@123/cloud@456:environment:dev"];
  expect(subjectsOf(settings, "apply")).toEqual([subjects, subjects]);
  expect(subjectsOf({ ...settings, subjects: "immutable" }, "apply")).toEqual([
    subjects.slice(1),
    subjects.slice(1),
  ]);
});

it("names the account that is not recorded", () => {
  expect(() => trustOf(catalogueDev, settings)).toThrow(/npx strata accounts record dev/);
});

it("reads what the stack secrets is configured with", () => {
  const text = (more: string): string =>
    `config:\n  secrets:githubIdentity: {owner: acme, ownerId: 123, repository: cloud, repositoryId: 456, policyArns: [x]${more}}\n`;
  expect(configuredTrust(text(""), "dev")).toEqual(settings);
  expect(configuredTrust(text(", subjects: immutable, environments: {apply: live}"), "dev")).toEqual({
    ...settings,
    subjects: "immutable",
    environments: { preview: "dev-preview", apply: "live" },
  });
  expect(configuredTrust("config: {}", "dev")).toBeUndefined();
  expect(() => configuredTrust(text(", environments: {apply: '*'}"), "dev")).toThrow(
    /githubIdentity of stacks\/secrets\/Pulumi\.dev\.yaml/,
  );
  expect(() => configuredTrust("config: {secrets:githubIdentity: {owner: 'org/*'}}", "dev")).toThrow(/owner/);
});
