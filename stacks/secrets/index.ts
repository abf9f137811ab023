import { getStack } from "@pulumi/pulumi";
import { accountOf, awsProvider } from "@strata/aws-provider";
import { loadConfig } from "@strata/environment/config";
import { SecretsConfig } from "./config.ts";
import contract from "./contract.ts";
import { Secrets } from "./secrets.ts";

const config = loadConfig(SecretsConfig);
const aws = awsProvider("aws", config.aws);

const secrets = new Secrets(
  "secrets",
  {
    environment: getStack(),
    accountId: accountOf(config.aws),
    region: config.aws.region,
    keyDeletionWindowInDays: config.keyDeletionWindowInDays,
    secretRecoveryWindowInDays: config.secretRecoveryWindowInDays,
  },
  { provider: aws },
);

export default contract.publish({
  dataKeyArn: secrets.keyArns.data,
  logsKeyArn: secrets.keyArns.logs,
  secretsKeyArn: secrets.keyArns.secrets,
  applicationSecretArn: secrets.applicationSecretArn,
});
