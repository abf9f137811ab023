import { fromIni, fromNodeProviderChain, fromTokenFile } from "@aws-sdk/credential-providers";

type Credentials = ReturnType<typeof fromNodeProviderChain>;

/** What a client of the AWS SDK is made with. */
export interface AwsSettings {
  readonly region: string;
  readonly credentials: Credentials;
  readonly endpoint?: string;
}

/**
 * The identity and the endpoint that variables name, in the order of the AWS SDK: temporary keys, a profile, a web
 * identity. The SDK itself reads those of the process only, and the variables of a CLI are not always those.
 *
 * @param service as in AWS_ENDPOINT_URL_<service>
 */
export function awsSettings(variables: NodeJS.ProcessEnv, region: string, service: string): AwsSettings {
  const endpoint = variables[`AWS_ENDPOINT_URL_${service}`] || variables["AWS_ENDPOINT_URL"];
  return {
    region,
    credentials: identity(variables, region),
    ...(endpoint ? { endpoint } : {}),
  };
}

function identity(variables: NodeJS.ProcessEnv, region: string): Credentials {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = variables;
  const { AWS_SESSION_TOKEN: sessionToken, AWS_PROFILE: profile } = variables;
  if (accessKeyId && secretAccessKey)
    return () => Promise.resolve({ accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) });
  const clientConfig = { region };
  if (profile) return fromIni({ profile, clientConfig });
  const { AWS_WEB_IDENTITY_TOKEN_FILE: webIdentityTokenFile, AWS_ROLE_ARN: roleArn } = variables;
  if (webIdentityTokenFile && roleArn)
    return fromTokenFile({ webIdentityTokenFile, roleArn, roleSessionName: "strata-state", clientConfig });
  return fromNodeProviderChain({ clientConfig });
}
