import { getStack } from "@pulumi/pulumi";
import { provisionProviders } from "@strata/aws-provider";
import { environmentDefinition, routeKey } from "@strata/environment";
import { loadConfig } from "@strata/environment/config";
import { SecretsConfig } from "./config.ts";
import contract from "./contract.ts";
import { deployContainers, deployParameters } from "./deploy-containers.ts";
import { deployGithubIdentity } from "./deploy-github-identity.ts";
import { deployKeys, deployPulumiKey } from "./deploy-keys.ts";
import { deployVault } from "./deploy-vault.ts";
import type { GithubIdentity } from "./github-identity.ts";
import type { SecretContainer } from "./secret-container.ts";

const { accounts, regions, tags, containers, parameters, vault, githubIdentity, ...others } =
  loadConfig(SecretsConfig);
const providers = provisionProviders({ accounts, regions, tags });
const environment = getStack();
const definition = environmentDefinition(environment);
const settings = { environment, ...others };

const keys = deployKeys(providers, settings);
const pulumiKey = deployPulumiKey(definition, providers, settings);
const secrets = deployContainers(containers, keys, settings);
const inVault = await deployVault(containers, vault, environment);
deployParameters(parameters, keys, environment);
const github = await deployGithubIdentity(githubIdentity, definition, providers, pulumiKey?.arn);

const perRoute = <Value>(value: (it: (typeof keys)[number]) => Value) =>
  Object.fromEntries(keys.map((it) => [routeKey(it.route), value(it)]));
const perSecret = <Value>(value: (it: SecretContainer) => Value) =>
  Object.fromEntries(Object.entries(secrets).map(([name, it]) => [name, value(it)]));
const perAccount = <Value>(value: (it: GithubIdentity) => Value) =>
  github && Object.fromEntries(Object.entries(github).map(([account, it]) => [account, value(it)]));

export default contract.publish({
  keys: perRoute((it) => it.keys.arns),
  keyAliases: perRoute((it) => it.keys.aliases),
  pulumiKeyArn: pulumiKey?.arn,
  // The schema of the configuration requires it.
  applicationSecretArn: (secrets["application"] as SecretContainer).arn,
  secretArns: perSecret((it) => it.arn),
  secretLocations: { ...perSecret(({ arn }) => ({ source: "secretsManager" as const, arn })), ...inVault },
  secretReadPolicyArns: perSecret((it) => it.readPolicyArn),
  githubOidcProviderArns: perAccount((it) => it.providerArn),
  deployRoleArns: perAccount((it) => it.roleArns),
});
