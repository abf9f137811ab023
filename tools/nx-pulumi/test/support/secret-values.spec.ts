import { secretValues } from "./secret-values.ts";

const urn = "urn:pulumi:local::app::aws:secretsmanager/secretVersion:SecretVersion::password";
const secretsIn = (inputs: Record<string, unknown>, outputs = {}) =>
  secretValues({ deployment: { resources: [{ urn, inputs, outputs }] } });
/** As Pulumi writes a secret. */
const secret = (value: unknown) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  plaintext: JSON.stringify(value),
});
const PEM = "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\n";
const KUBECONFIG = { users: [{ user: { token: "abc" } }] };

it.each<[string, Record<string, unknown>, string]>([
  ["a value of a secret", { secretString: secret("hunter2") }, "inputs.secretString (its name)"],
  ["a write-only one", { passwordWo: "hunter2" }, "inputs.passwordWo (its name)"],
  ["one of a master user", { masterPassword: "hunter2" }, "inputs.masterPassword (its name)"],
  [
    "one in a variable",
    { environment: { variables: { DB_PASSWORD: secret("hunter2") } } },
    "inputs.environment.variables.DB_PASSWORD (its name)",
  ],
  [
    "one in a secret object",
    { users: secret([{ password: "hunter2" }]) },
    "inputs.users.0.password (its name)",
  ],
  ["a private key", { data: PEM }, "inputs.data (a private key)"],
  ["an access key", { id: "AKIAIOSFODNN7EXAMPLE" }, "inputs.id (the ID of an AWS access key)"],
  [
    "a URL with a password",
    { url: "postgres://app:hunter2@db:5432/app" },
    "inputs.url (a URL with a password)",
  ],
  [
    "a kubeconfig's token",
    { kubeconfig: JSON.stringify(KUBECONFIG) },
    "inputs.kubeconfig.users.0.user.token (its name)",
  ],
  [
    "one in user data",
    { userData: Buffer.from(`#!/bin/sh\ncat <<E\n${PEM}E\n`).toString("base64") },
    "inputs.userData (a private key)",
  ],
])("finds %s, and does not show it", (_what, inputs, expected) => {
  expect(secretsIn(inputs)).toEqual([`${urn}  ${expected}`]);
  expect(secretsIn({}, inputs)).toEqual([`${urn}  ${expected.replace("inputs", "outputs")}`]);
});

it("takes references, settings and public values for what they are", () => {
  expect(
    secretsIn({
      manageMasterUserPassword: true,
      passwordWoVersion: 1,
      password: "",
      secretString: null,
      DATABASE_SECRET_ARN: "arn:aws:secretsmanager:eu-central-1:000000000000:secret:a",
      masterUserSecrets: [{ secretArn: "arn:aws:secretsmanager:eu-central-1:000000000000:secret:a" }],
      certificate: "-----BEGIN CERTIFICATE-----\nMIIE",
      policy: '{"Action":"secretsmanager:GetSecretValue","Resource":"https://example.com:443/a@b"}',
    }),
  ).toEqual([]);
});

it("looks at operations that are pending, too", () => {
  const resource = { urn, inputs: { secretString: "hunter2" } };
  expect(secretValues({ deployment: { pending_operations: [{ resource }] } })).toHaveLength(1);
});
