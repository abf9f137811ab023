import { fromIni, fromTemporaryCredentials, fromTokenFile } from "@aws-sdk/credential-providers";
import type { CredentialSettings } from "../src/index.ts";

/** Where credentials come from, and where STS is. */
export interface Surroundings {
  /** The AWS configuration file. */
  readonly configFile: string;
  readonly stsEndpoint: string;
  readonly region: string;
}

type Credentials = ReturnType<typeof fromIni>;

/**
 * The credentials that the AWS provider takes from a specification, by the AWS SDK for JavaScript: a web identity, or a
 * profile, and then each role in turn with the credentials of the one before
 * (https://www.pulumi.com/registry/packages/aws/api-docs/provider/, assumeRoles). Throws for a specification that names
 * no identity, where the provider would look for credentials by itself.
 */
export function credentialsOf(settings: CredentialSettings, surroundings: Surroundings): Credentials {
  const { configFile, stsEndpoint, region } = surroundings;
  const clientConfig = { endpoint: stsEndpoint, region };
  const { assumeRoleWithWebIdentity: web, assumeRoles = [], profile } = settings;
  if (web !== undefined) {
    return fromTokenFile({
      webIdentityTokenFile: web.webIdentityTokenFile,
      roleArn: web.roleArn,
      ...(web.sessionName === undefined ? {} : { roleSessionName: web.sessionName }),
      clientConfig,
    });
  }
  if (profile === undefined) throw new Error("The specification names no identity");
  const files = { configFilepath: configFile, filepath: "/dev/null", ignoreCache: true };
  return assumeRoles.reduce<Credentials>(
    (masterCredentials, { roleArn, sessionName }) =>
      fromTemporaryCredentials({
        masterCredentials,
        params: { RoleArn: roleArn, RoleSessionName: sessionName ?? "unnamed" },
        clientConfig,
      }),
    fromIni({ profile, ...files, clientConfig }),
  );
}
