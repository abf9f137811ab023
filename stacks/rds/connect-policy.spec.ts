import { type Output, output, runtime, unknown } from "@pulumi/pulumi";
import { connectArn, connectPolicy, proxyIdOf } from "./connect-policy.ts";

const valueOf = <Value>(value: Output<Value>): Promise<Value> =>
  (value as unknown as { promise(): Promise<Value> }).promise();

beforeAll(async () => {
  await runtime.setMocks({ call: () => ({}), newResource: () => ({ id: "", state: {} }) }, "rds", "dev");
});

it("names an instance and a proxy by the ids that IAM knows them by", async () => {
  const instance = connectArn("arn:aws:rds:eu-central-1:111111111111:db:strata-dev", "db-ABC");
  expect(await valueOf(instance)).toBe("arn:aws:rds-db:eu-central-1:111111111111:dbuser:db-ABC");
  const arn = "arn:aws-cn:rds:cn-north-1:111111111111:db-proxy:prx-0abc";
  expect(await valueOf(connectArn(arn, proxyIdOf(arn)))).toBe(
    "arn:aws-cn:rds-db:cn-north-1:111111111111:dbuser:prx-0abc",
  );
});

it("allows to connect as the users that it is given, and as no other", async () => {
  const policy = connectPolicy("arn:aws:rds-db:eu-central-1:1:dbuser:db-ABC", ["database_check", "reports"]);
  expect(await valueOf(policy)).toEqual({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "ConnectToTheDatabase",
        Effect: "Allow",
        Action: "rds-db:connect",
        Resource: [
          "arn:aws:rds-db:eu-central-1:1:dbuser:db-ABC/database_check",
          "arn:aws:rds-db:eu-central-1:1:dbuser:db-ABC/reports",
        ],
      },
    ],
  });
});

it("is unknown while the instance is", async () => {
  const arn = output(unknown as unknown as string);
  expect(await valueOf(connectPolicy(connectArn(arn, "db-ABC"), ["a"]))).toBeUndefined();
});
