import { getStack, RunError } from "@pulumi/pulumi";
import { accountIdOf, routeName } from "@strata/aws-provider/config";
import type { z } from "zod";
import type { SecretsConfig } from "./config.ts";
import type { KeysOfRoute } from "./deploy-keys.ts";
import { createParameter } from "./parameters.ts";
import { createSecretContainer, type SecretContainer } from "./secret-container.ts";

type Config = z.output<typeof SecretsConfig>;

export interface ContainerSettings {
  environment: string;
  secretRecoveryWindowInDays: number;
}

/**
 * The secrets, by name: each in its account, in the first region, with copies in the others, and its ARN in Parameter
 * Store for programs that do not read Pulumi's outputs. Throws `RunError` for an account that the stack has not.
 */
export function deployContainers(
  containers: Config["containers"],
  all: readonly KeysOfRoute[],
  settings: ContainerSettings,
): Record<string, SecretContainer> {
  const ours = Object.entries(containers).filter(([, { source }]) => source === "secretsManager");
  const entries = ours.map(([name, { account, replicate, description, rotation }]) => {
    const here = all.filter(({ route }) => route.account === (account ?? all[0]?.route.account));
    const [primary, ...others] = here;
    if (primary === undefined) throw new RunError(noSuchAccount(name, account ?? "", all));
    const copies = replicate ? others : [];
    const args = {
      ...settings,
      description,
      rotation,
      accountId: accountIdOf(primary.route),
      keyArn: primary.keys.arns.secrets,
      replicas: copies.map(({ route, keys }) => ({ region: route.region, keyArn: keys.arns.secrets })),
    };
    const options = { provider: primary.provider };
    const secret = createSecretContainer(name, args, options);
    const parameter = {
      environment: settings.environment,
      path: `secrets/${name}/arn`,
      value: secret.arn,
    };
    createParameter(routeName("of", primary.route), parameter, options);
    return [name, secret] as const;
  });
  return Object.fromEntries(entries);
}

/** The parameters of the configuration, in every route. */
export function deployParameters(
  parameters: Config["parameters"],
  all: readonly KeysOfRoute[],
  environment: string,
): void {
  for (const { route, provider } of all) {
    for (const [path, value] of Object.entries(parameters)) {
      createParameter(routeName("of", route), { environment, path, value }, { provider });
    }
  }
}

function noSuchAccount(name: string, account: string, all: readonly KeysOfRoute[]): string {
  const accounts = [...new Set(all.map(({ route }) => route.account))].join(", ");
  return (
    `secrets:containers.${name}.account: got ${JSON.stringify(account)}; the stack is deployed to ${accounts}. Choose one ` +
    `of them, or add it to secrets:accounts of stacks/secrets/Pulumi.${getStack()}.yaml.`
  );
}
