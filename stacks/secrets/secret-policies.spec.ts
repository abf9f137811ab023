import { readPolicy, secretPolicy } from "./secret-policies.ts";

it("denies what comes without TLS or from another account, and allows nothing", () => {
  const { Statement } = JSON.parse(secretPolicy({ accountId: "111111111111" })) as { Statement: object[] };
  const deny = { Effect: "Deny", Principal: "*", Action: "secretsmanager:*" };
  expect(Statement).toMatchObject([
    { ...deny, Condition: { Bool: { "aws:SecureTransport": "false" } } },
    {
      ...deny,
      Condition: {
        StringNotEquals: { "aws:PrincipalAccount": "111111111111" },
        Bool: { "aws:PrincipalIsAWSService": "false" },
      },
    },
  ]);
});

it("lets a reader read one secret, in every region that has a copy", () => {
  const arn = "arn:aws:secretsmanager:eu-central-1:111111111111:secret:strata/dev/application-1-AbCdEf";
  expect(JSON.parse(readPolicy(arn))).toMatchObject({
    Statement: [
      {
        Effect: "Allow",
        Action: ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"],
        Resource: "arn:aws:secretsmanager:*:111111111111:secret:strata/dev/application-1-AbCdEf",
      },
    ],
  });
});
