import { Signer } from "@aws-sdk/rds-signer";
import type { DatabaseSettings } from "./database-settings.ts";

/**
 * What RDS takes for a password of a user with the role `rds_iam`: a request that is signed with the credentials of the
 * function's role, good for 15 minutes. It is made here, without a call to AWS.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html
 */
export function authenticationToken({ host, port, user, region }: DatabaseSettings): Promise<string> {
  return new Signer({ hostname: host, port, username: user, region }).getAuthToken();
}
