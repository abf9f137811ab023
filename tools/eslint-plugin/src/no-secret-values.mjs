/**
 * Where programs are: what they are given ends in Pulumi's state, encrypted or not. Handlers run elsewhere, and there get
 * values that no state has.
 */
const PROGRAMS = ["stacks/**/*.ts", "libs/**/*.ts"];
const NOT_PROGRAMS = ["stacks/*/handler/**"];

const INSTEAD =
  "Pulumi keeps what a program is given in its state, write-only arguments too " +
  "(https://github.com/pulumi/pulumi-terraform-bridge/issues/3201). Give the secret a container in secrets:containers of " +
  "stacks/secrets, and its value with: npx strata secrets set <name> -c <environment>; or let RDS or a rotation make it.";

/** Classes whose purpose is a secret value. */
const CLASSES = "/^(SecretVersion|RandomPassword|AccessKey|SecretV2)$/";

/** Arguments that are secret values, whatever resource they are of. */
const ARGUMENTS =
  "/^(secretString|secretBinary|secretStringWo|secretStringWoVersion|password|passwordWo|masterPassword|masterPasswordWo|" +
  "masterUserPassword|authToken|dataJson|dataJsonWo|valueWo)$/";

const restricted = (selector, what) => ({ selector, message: `${what} ${INSTEAD}` });

/** No value of a secret in a program: neither a resource that holds one, nor an argument that is one. */
export const noSecretValues = {
  name: "strata/no-secret-values",
  files: PROGRAMS,
  ignores: NOT_PROGRAMS,
  rules: {
    "no-restricted-imports": [
      "error",
      {
        patterns: [
          {
            group: [
              "@pulumi/aws/secretsmanager/secretVersion*",
              "@pulumi/aws/iam/accessKey*",
              "@pulumi/random/randomPassword*",
              "@pulumi/vault/kv/secret.js",
              "@pulumi/vault/kv/secretV2.js",
              "@pulumi/vault/generic/secret.js",
            ],
            message: INSTEAD,
          },
        ],
      },
    ],
    "no-restricted-syntax": [
      "error",
      restricted(`NewExpression[callee.name=${CLASSES}]`, "This resource holds the value of a secret."),
      restricted(
        `NewExpression[callee.property.name=${CLASSES}]`,
        "This resource holds the value of a secret.",
      ),
      restricted(`NewExpression Property[key.name=${ARGUMENTS}]`, "This argument is the value of a secret."),
      restricted(`NewExpression Property[key.value=${ARGUMENTS}]`, "This argument is the value of a secret."),
      restricted(
        "NewExpression Property[key.name='type'][value.value='SecureString']",
        "A SecureString parameter holds the value of a secret.",
      ),
    ],
  },
};
