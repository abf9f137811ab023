import { environmentDefinition } from "@strata/environment";
import { explainBackendFailure } from "./explain-backend-failure.ts";

const URL = environmentDefinition("dev").backend.url;
const explain = (text: string, env: NodeJS.ProcessEnv = { AWS_PROFILE: "strata-dev-shared" }) =>
  explainBackendFailure(text, {
    environment: environmentDefinition("dev"),
    env: { PULUMI_BACKEND_URL: URL, ...env },
  });

/** As Pulumi 3.259.0 printed them, without request numbers. */
const READ =
  'error: read ".pulumi/meta.yaml": blob (key ".pulumi/meta.yaml") (code=Unknown): operation error S3: GetObject, ';
const REFRESH = `${READ}get identity: get credentials: failed to refresh cached credentials, `;

describe("what the CLI says of a backend that it cannot use becomes one sentence", () => {
  it.each([
    [
      "error: error listing stacks: could not list bucket: blob (code=NotFound): operation error S3: ListObjectsV2, https " +
        "response error StatusCode: 404, RequestID: 1, HostID: 2, NoSuchBucket: The specified bucket does not exist",
      'The state backend of "dev" does not exist: there is no bucket example-strata-state-dev. Make it with: npx ' +
        "strata bootstrap -c dev, or name another",
    ],
    [
      `error: unable to open bucket "${URL}": open bucket ${URL}: failed to get shared config profile, strata-dev-shared`,
      "aws configure sso --profile strata-dev-shared, then sign in with aws sso login --profile strata-dev-shared.",
    ],
    [
      `${REFRESH}failed to read cached SSO token file, open /home/me/.aws/sso/cache/a0f1.json: no such file or directory`,
      'Nobody is signed in who can reach the state of "dev"; sign in with: aws sso login --profile strata-dev-shared (',
    ],
    [
      `${REFRESH}refresh cached SSO token failed, cached SSO token is expired, or not present, and cannot be refreshed`,
      "sign in with: aws sso login --profile strata-dev-shared (failed to refresh cached credentials, refresh cached SSO " +
        "token failed, cached SSO token is expired, or not present, and cannot be refreshed).",
    ],
    [
      `${REFRESH}no EC2 IMDS role found, operation error ec2imds: GetMetadata, access disabled to EC2 IMDS via client ` +
        'option, or "AWS_EC2_METADATA_DISABLED" environment variable',
      "sign in with: aws sso login --profile strata-dev-shared",
    ],
    [
      `${READ}https response error StatusCode: 0, RequestID: , HostID: , request send failed, Get ` +
        '"https://example-strata-state-dev.s3.eu-central-1.amazonaws.com/.pulumi/meta.yaml?x-id=GetObject": dial tcp: ' +
        "lookup example-strata-state-dev.s3.eu-central-1.amazonaws.com: no such host",
      "cannot be reached (Get",
    ],
    [
      "error: could not create secrets manager for new stack: secrets (code=NotFound): operation error KMS: Encrypt, https " +
        "response error StatusCode: 400, RequestID: 1, NotFoundException: Alias arn:aws:kms:eu-central-1:1:alias/x is not found.",
      "does not exist: awskms://alias/strata-pulumi-dev?region=eu-central-1. Make it with: npx strata bootstrap -c dev",
    ],
    [
      "error: place 1: unexpected end of JSON input",
      'A state of "dev" in s3://example-strata-state-dev?region=eu-central-1&awssdk=v2 is corrupt, and stays as it is (error: ' +
        "place 1: unexpected end of JSON input). See which, and the newest good version of it: npx strata state history <stack> -c dev",
    ],
    [
      "error: snapshot integrity failure; refusing to use it: child resource a refers to missing parent b",
      "npx strata state history <stack> -c dev",
    ],
  ])("%s", (text, expected) => expect(explain(text)).toContain(expected));

  it("in CI it says what a job needs", () =>
    expect(explain(`${REFRESH}failed to retrieve jwt`, { AWS_WEB_IDENTITY_TOKEN_FILE: "/token" })).toMatch(
      /this job has none that AWS accepts: set AWS_ROLE_ARN/,
    ));

  it("anything else is left alone", () =>
    expect(explain("error: no stack named 'dev' found")).toBeUndefined());
});
