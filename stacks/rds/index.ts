import { getStack } from "@pulumi/pulumi";
import { provisionProviders } from "@strata/aws-provider";
import { routeOf } from "@strata/aws-provider/config";
import { loadConfig } from "@strata/environment/config";
import networkContract from "@strata/network/contract";
import secretsContract from "@strata/secrets/contract";
import { ready, reference } from "@strata/stack-contract";
import { DatabaseAlarms } from "./alarms.ts";
import { BackupReplication, regionsWithBackups } from "./backup-replication.ts";
import { RdsConfig } from "./config.ts";
import contract from "./contract.ts";
import { Database } from "./database.ts";
import { DatabaseProxy } from "./proxy.ts";

const { account, region, tags, ...settings } = loadConfig(RdsConfig);
const route = routeOf({ account, region });
const regions = regionsWithBackups(route.region, settings.backupReplicationRegion);
const secrets = reference(secretsContract);
const network = reference(networkContract);
await ready(secrets, network);
const aws = provisionProviders({ accounts: [account], regions, tags });
const provider = aws.at(account, route.region);
const { vpcId, isolatedSubnetIds: subnetIds } = network.vpcs.at(route);
const keys = secrets.keys.at(route);

const args = { environment: getStack(), vpcId, subnetIds, keys, settings };
const database = new Database("database", args, { provider });
new DatabaseAlarms("database", { database, settings }, { provider });
const proxy = settings.proxy
  ? new DatabaseProxy("database-proxy", { database, subnetIds, keys, settings }, { provider })
  : undefined;
for (const backupRegion of regions.slice(1)) {
  const keyArn = secrets.keys.at({ account, region: backupRegion }).data;
  const options = { provider: aws.at(account, backupRegion) };
  new BackupReplication("database-backups", { database, keyArn, settings }, options);
}

export default contract.publish({
  instanceIdentifier: database.instance.identifier,
  address: database.instance.address,
  port: database.instance.port,
  dbName: database.instance.dbName,
  masterSecretArn: database.masterSecretArn,
  securityGroupId: database.securityGroupId,
  resourceId: database.instance.resourceId,
  connectArn: proxy?.connectArn ?? database.connectArn,
  proxyEndpoint: proxy?.endpoint,
  kmsKeyArn: keys.data,
  parameterGroupName: database.parameterGroupName,
});
