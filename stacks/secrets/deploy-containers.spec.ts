import { provisionProviders } from "@strata/aws-provider";
import { environmentDefinition } from "@strata/environment";
import { recordResources, resourceList } from "@strata/testing";
import { deployContainers, deployParameters } from "./deploy-containers.ts";
import { deployKeys, deployPulumiKey } from "./deploy-keys.ts";

type Containers = Parameters<typeof deployContainers>[0];

const settings = {
  environment: "local",
  keyDeletionWindowInDays: 7,
  keyRotationPeriodInDays: 365,
  secretRecoveryWindowInDays: 0,
};
const SECRET = "aws:secretsmanager/secret:Secret";
const PARAMETER = "aws:ssm/parameter:Parameter";

const here = { source: "secretsManager", replicate: true } as const;

async function deploy(containers: Containers, parameters: Record<string, string> = {}, options = {}) {
  const recording = await recordResources({ project: "secrets", stack: "local", ...options });
  const providers = provisionProviders({
    accounts: ["workloads", "shared"],
    regions: ["eu-central-1", "eu-west-1"],
    tags: { owner: "platform", costCentre: "CC-1000", dataClassification: "restricted" },
  });
  const keys = deployKeys(providers, settings);
  deployPulumiKey(environmentDefinition("local"), providers, settings);
  const secrets = deployContainers(containers, keys, settings);
  deployParameters(parameters, keys, "local");
  await recording.settled();
  return { recording, secrets };
}

it("puts a secret into the first region of its account, under the key of that route, with copies in the others", async () => {
  const { recording } = await deploy({
    application: here,
    registry: { ...here, account: "shared" },
  });
  const of = (name: string) => recording.get(SECRET, name);
  expect(of("application").provider).toContain("::aws-workloads-eu-central-1::");
  expect(of("application").inputs).toMatchObject({
    kmsKeyId: expect.stringContaining("keys-workloads-eu-central-1-secrets"),
    replicas: [
      { region: "eu-west-1", kmsKeyId: expect.stringContaining("keys-workloads-eu-west-1-secrets") },
    ],
  });
  expect(of("registry").provider).toContain("::aws-shared-eu-central-1::");
  expect(of("registry").inputs).toMatchObject({
    kmsKeyId: expect.stringContaining("keys-shared-eu-central-1-secrets"),
    replicas: [{ region: "eu-west-1", kmsKeyId: expect.stringContaining("keys-shared-eu-west-1-secrets") }],
  });
});

it("has no copies of what is not to be copied", async () => {
  const { recording } = await deploy({ application: { ...here, replicate: false } });
  expect(recording.get(SECRET, "application").inputs["replicas"]).toBeUndefined();
});

it("writes down the ARN of a secret where programs find it, and the parameters of the configuration everywhere", async () => {
  const { recording, secrets } = await deploy({ application: here }, { "feature/limit": "10" });
  const parameters = recording
    .ofType(PARAMETER)
    .map(({ name, inputs }) => [name, inputs["name"], inputs["value"]]);
  const arn = secrets["application"] && (await recording.valueOf(secrets["application"].arn));
  expect(parameters).toContainEqual([
    "parameter-of-workloads-eu-central-1-secrets-application-arn",
    "/strata/local/secrets/application/arn",
    arn,
  ]);
  expect(parameters.filter(([, name]) => name === "/strata/local/feature/limit")).toHaveLength(4);
  expect(recording.ofType(PARAMETER).every(({ inputs }) => inputs["type"] === "String")).toBe(true);
});

it("refuses an account that the stack has not, with those it has", async () => {
  const account = "audit" as "shared";
  await expect(deploy({ application: { ...here, account } })).rejects.toThrow(
    /containers\.application\.account: got "audit"; the stack is deployed to workloads, shared/,
  );
});

it("makes all of this in local, which a reviewer reads, in a preview too", async () => {
  const containers = { application: here };
  const { recording: known } = await deploy(containers);
  const { recording } = await deploy(containers, {}, { preview: true });
  expect(resourceList(known)).toMatchSnapshot();
  expect(resourceList(recording)).toBe(resourceList(known));
});
