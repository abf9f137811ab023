import { fromIni, fromTemporaryCredentials, fromTokenFile } from "@aws-sdk/credential-providers";
import type { CredentialSettings } from "@strata/aws-provider/credential-routing";

type Credentials = ReturnType<typeof fromIni>;

/** What a client of the AWS SDK is made with. */
export interface ClientSettings {
  readonly region: string;
  readonly credentials: Credentials;
  readonly endpoint?: string;
}

/**
 * The same identity for a client of the AWS SDK as the AWS provider would have: the web identity or the profile of the
 * settings, then each role in turn. Without either only an emulator is reached, whose keys are of nothing.
 *
 * @param service as in the provider's `endpoints`: `secretsmanager`
 */
export function clientSettings(
  settings: CredentialSettings,
  region: string,
  service: string,
): ClientSettings {
  const { assumeRoles = [], assumeRoleWithWebIdentity: web, profile } = settings;
  const endpoint = settings.endpoints?.[0]?.[service];
  const sts = settings.endpoints?.[0]?.["sts"];
  const clientConfig = { region, ...(sts === undefined ? {} : { endpoint: sts }) };
  const credentials = assumeRoles.reduce<Credentials>(
    (masterCredentials, { roleArn, sessionName }) =>
      fromTemporaryCredentials({
        masterCredentials,
        params: { RoleArn: roleArn, RoleSessionName: sessionName ?? "strata" },
        clientConfig,
      }),
    firstCredentials({ web, profile, isEmulator: endpoint !== undefined }, clientConfig),
  );
  return { region, credentials, ...(endpoint === undefined ? {} : { endpoint }) };
}

interface Identity {
  readonly web: CredentialSettings["assumeRoleWithWebIdentity"];
  readonly profile: CredentialSettings["profile"];
  readonly isEmulator: boolean;
}

function firstCredentials(
  { web, profile, isEmulator }: Identity,
  clientConfig: { region: string },
): Credentials {
  if (web !== undefined) {
    return fromTokenFile({
      roleArn: web.roleArn,
      ...(web.webIdentityTokenFile === undefined ? {} : { webIdentityTokenFile: web.webIdentityTokenFile }),
      ...(web.sessionName === undefined ? {} : { roleSessionName: web.sessionName }),
      clientConfig,
    });
  }
  if (profile !== undefined) return fromIni({ profile, clientConfig });
  if (isEmulator) return () => Promise.resolve({ accessKeyId: "emulator", secretAccessKey: "emulator" });
  // The SDK would look for credentials by itself.
  throw new Error("The credentials name no identity");
}
