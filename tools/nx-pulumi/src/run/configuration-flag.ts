import { isLocal } from "@strata/environment";

/** What a command of Nx needs besides for an environment: ` -c dev`, and nothing for `local`, which is the default. */
export function configurationFlag(environment: string): string {
  return isLocal(environment) ? "" : ` -c ${environment}`;
}
