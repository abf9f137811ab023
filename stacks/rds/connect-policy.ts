import { all, type Input, type Output, output } from "@pulumi/pulumi";

/** Who may connect as whom, as IAM takes it. */
export interface ConnectPolicy {
  readonly Version: "2012-10-17";
  readonly Statement: readonly [
    {
      readonly Sid: "ConnectToTheDatabase";
      readonly Effect: "Allow";
      readonly Action: "rds-db:connect";
      readonly Resource: readonly string[];
    },
  ];
}

/**
 * What `rds-db:connect` is allowed on, but for the user: `arn:aws:rds-db:<region>:<account>:dbuser:<resource or proxy id>`.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html
 *
 * @param arn of the instance or the proxy: it has the partition, the region and the account
 * @param resourceId `db-…` of an instance, `prx-…` of a proxy
 */
export function connectArn(arn: Input<string>, resourceId: Input<string>): Output<string> {
  return all([arn, resourceId]).apply(([text, id]) => {
    const [, partition, , region, account] = text.split(":");
    return `arn:${partition}:rds-db:${region}:${account}:dbuser:${id}`;
  });
}

/** The ID `prx-…` of a proxy, which is in its ARN only: `arn:aws:rds:<region>:<account>:db-proxy:prx-…`. */
export function proxyIdOf(arn: string): string {
  return arn.split(":").at(-1) ?? "";
}

/**
 * A policy that lets a role connect as these users of the database and as no other, with a token of IAM in place of a
 * password. There is no wildcard: the master user, for one, is never among them.
 *
 * @param users names of PostgreSQL users that have the role `rds_iam`
 */
export function connectPolicy(arn: Input<string>, users: readonly string[]): Output<ConnectPolicy> {
  return output(arn).apply((resource): ConnectPolicy => ({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "ConnectToTheDatabase",
        Effect: "Allow",
        Action: "rds-db:connect",
        Resource: users.map((user) => `${resource}/${user}`),
      },
    ],
  }));
}
