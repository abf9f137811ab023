import { Provider } from "@pulumi/aws/provider.js";
import { recordResources, resourceList, UNKNOWN } from "@strata/testing";
import { createSecretContainer, type SecretContainerArgs } from "./secret-container.ts";

const SECRET = "aws:secretsmanager/secret:Secret";
const ROTATION = "aws:secretsmanager/secretRotation:SecretRotation";
const functionArn = "arn:aws:lambda:eu-central-1:111111111111:function:rotate";

const args: SecretContainerArgs = {
  environment: "dev",
  accountId: "111111111111",
  keyArn: "arn:aws:kms:key",
  replicas: [],
  secretRecoveryWindowInDays: 7,
};

async function build(changes: Partial<SecretContainerArgs> = {}, options = {}) {
  const recording = await recordResources({ project: "secrets", ...options });
  const container = createSecretContainer(
    "application",
    { ...args, ...changes },
    { provider: new Provider("aws", {}) },
  );
  await recording.settled();
  return { recording, container };
}

it("is a secret without a value, encrypted with the key it is given, under a name of its own", async () => {
  const { recording } = await build();
  const secret = recording.get(SECRET, "application");
  expect(secret.provider).toContain("pulumi:providers:aws::aws::");
  expect(secret.inputs).toEqual({
    namePrefix: "strata/dev/application-",
    description: "For the applications of dev. The value is set out of band.",
    kmsKeyId: "arn:aws:kms:key",
    recoveryWindowInDays: 7,
  });
  expect(recording.resources.filter((it) => it.type.includes("SecretVersion"))).toEqual([]);
});

it("cannot be opened to the public, and is reached with TLS from its account only", async () => {
  const { recording } = await build();
  const policy = recording.get("aws:secretsmanager/secretPolicy:SecretPolicy", "application").inputs;
  expect(policy).toMatchObject({ blockPublicPolicy: true });
  expect(policy["policy"]).toContain("aws:SecureTransport");
  expect(policy["policy"]).toContain("111111111111");
});

it("is copied to other regions, under a key of each", async () => {
  const { recording } = await build({ replicas: [{ region: "eu-west-1", keyArn: "arn:west" }] });
  expect(recording.get(SECRET, "application").inputs["replicas"]).toEqual([
    { region: "eu-west-1", kmsKeyId: "arn:west" },
  ]);
});

it.each([
  [{ everyDays: 30 }, { automaticallyAfterDays: 30 }],
  [
    { schedule: "cron(0 4 ? * SUN *)", duration: "2h" },
    { scheduleExpression: "cron(0 4 ? * SUN *)", duration: "2h" },
  ],
])("is rotated by a function, as %j says, but not before it has a value", async (when, rules) => {
  const { recording } = await build({ rotation: { functionArn, ...when } });
  expect(recording.get(ROTATION, "application").inputs).toMatchObject({
    rotationLambdaArn: functionArn,
    rotationRules: rules,
    rotateImmediately: false,
  });
});

it("is not rotated unless somebody says by what", async () => {
  expect((await build()).recording.ofType(ROTATION)).toEqual([]);
});

it("has a policy for those who read it", async () => {
  const { recording, container } = await build();
  const reader = recording.get("aws:iam/policy:Policy", "application-read");
  expect(reader.inputs["policy"]).toContain(":*:111111111111:application");
  expect(await recording.valueOf(container.readPolicyArn)).toContain("application-read");
});

it("is these resources, in a preview too, where its ARN is not known", async () => {
  const rotation = { functionArn, everyDays: 30 };
  const { recording: known } = await build({ rotation });
  const { recording } = await build({ rotation }, { preview: true });
  expect(resourceList(known)).toMatchSnapshot();
  expect(resourceList(recording)).toBe(resourceList(known));
  expect(recording.get("aws:iam/policy:Policy", "application-read").inputs["policy"]).toBe(UNKNOWN);
});
