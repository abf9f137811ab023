import { getStack } from "@pulumi/pulumi";
import { provisionProvider } from "@strata/aws-provider";
import { routeOf } from "@strata/aws-provider/config";
import { loadConfig } from "@strata/environment/config";
import networkContract from "@strata/network/contract";
import rdsContract from "@strata/rds/contract";
import secretsContract from "@strata/secrets/contract";
import { ready, reference } from "@strata/stack-contract";
import { FunctionAlarms } from "./alarms.ts";
import { LambdaConfig } from "./config.ts";
import contract from "./contract.ts";
import { DatabaseCheck } from "./database-check.ts";
import { functionCode } from "./function-code.ts";
import { RequestQueue } from "./request-queue.ts";

const { account, region, tags, ...settings } = loadConfig(LambdaConfig);
const route = routeOf({ account, region });
// Before anything is read of other stacks: a preview waits there for theirs.
const code = functionCode("handler/index.ts", import.meta.dirname);
const secrets = reference(secretsContract);
const network = reference(networkContract);
const database = reference(rdsContract);
await ready(secrets, network, database);
const provider = provisionProvider(route, tags);
const { vpcId, privateSubnetIds: subnetIds } = network.vpcs.at(route);
const keys = secrets.keys.at(route);

const queueArgs = { dataKeyArn: keys.data, timeout: settings.timeout };
const { requests, unprocessed } = new RequestQueue("database-check-requests", queueArgs, { provider });
const requestQueueArn = requests.arn;
const args = { environment: getStack(), code, vpcId, subnetIds, database, requestQueueArn, keys, settings };
const check = new DatabaseCheck("database-check", args, { provider });
const queues = {
  requests: requests.name,
  unprocessed: unprocessed.name,
  deadLetters: check.deadLetterQueue.name,
  failedInvocations: check.failureQueue.name,
};
const alarmArgs = { functionName: check.functionName, queues, settings };
new FunctionAlarms("database-check", alarmArgs, { provider });

export default contract.publish({
  functionName: check.function.name,
  functionArn: check.function.arn,
  aliasArn: check.alias.arn,
  invokeArn: check.alias.invokeArn,
  version: check.function.version,
  codeSha256: code.sha256,
  functionUrl: check.url?.functionUrl,
  roleArn: check.role.arn,
  roleName: check.role.name,
  logGroupName: check.logGroup.name,
  requestQueueUrl: requests.url,
  requestQueueArn,
  unprocessedQueueArn: unprocessed.arn,
  deadLetterQueueArn: check.deadLetterQueue.arn,
  failureQueueArn: check.failureQueue.arn,
  securityGroupId: check.securityGroup.id,
});
