import { KEY_PURPOSES, keyPolicy } from "./key-policies.ts";

const location = { accountId: "111111111111", region: "eu-central-1" };
const PURPOSES = [...KEY_PURPOSES, "pulumi"] as const;

interface Statement {
  Sid: string;
  Principal: Record<string, string>;
  Action: string | string[];
  Condition?: Record<string, Record<string, string | string[]>>;
}

const statementsOf = (purpose: (typeof PURPOSES)[number]) =>
  (JSON.parse(keyPolicy(purpose, location)) as { Statement: Statement[] }).Statement;

/** Whether a statement allows an action; AWS's wildcard is the only pattern here. */
const allows = ({ Action }: Statement, action: string) =>
  [Action].flat().some((it) => new RegExp(`^${it.replaceAll("*", ".*")}$`).test(action));

/** The Sids of the statements that allow an action. */
const whoMay = (purpose: (typeof PURPOSES)[number], action: string) =>
  statementsOf(purpose)
    .filter((it) => allows(it, action))
    .map(({ Sid }) => Sid);

describe.each(PURPOSES)("the policy of the key for %s", (purpose) => {
  it("lets IAM policies of the account administer it, so that it cannot become unmanageable", () => {
    const [administer] = statementsOf(purpose);
    expect(administer?.Principal).toEqual({ AWS: "arn:aws:iam::111111111111:root" });
    for (const action of [
      "kms:PutKeyPolicy",
      "kms:ScheduleKeyDeletion",
      "kms:TagResource",
      "kms:EnableKeyRotation",
    ])
      expect(allows(administer as Statement, action)).toBe(true);
  });

  it("gives who administers no use of it, not by a grant either", () => {
    const [administer] = statementsOf(purpose);
    for (const action of [
      ...["Encrypt", "Decrypt", "ReEncryptFrom", "GenerateDataKey", "GenerateDataKeyWithoutPlaintext"],
      ...["CreateGrant", "Sign", "GenerateMac", "DeriveSharedSecret"],
    ])
      expect([action, allows(administer as Statement, `kms:${action}`)]).toEqual([action, false]);
  });

  it("names the account wherever it speaks of everyone, and of a service", () => {
    for (const { Principal, Condition } of statementsOf(purpose)) {
      if (Principal.AWS === "*")
        expect(Condition).toMatchObject({
          StringEquals: { "kms:CallerAccount": "111111111111", "kms:ViaService": expect.anything() },
        });
      if (Principal.Service !== undefined) expect(JSON.stringify(Condition)).toContain("111111111111");
    }
  });

  it("allows grants only to services of AWS", () => {
    for (const statement of statementsOf(purpose).filter((it) => allows(it, "kms:CreateGrant")))
      expect(statement.Condition).toMatchObject({ Bool: { "kms:GrantIsForAWSResource": "true" } });
  });
});

it("lets nobody decrypt data but through the services that store it", () => {
  const direct = statementsOf("data").filter(
    (it) => allows(it, "kms:Decrypt") && it.Condition?.StringEquals?.["kms:ViaService"] === undefined,
  );
  // The alarms of CloudWatch reach encrypted topics, of this account alone.
  expect(direct.map(({ Sid }) => Sid)).toEqual(["AlarmsToEncryptedTopics"]);
  const via = statementsOf("data").find(({ Sid }) => Sid === "UseThroughServices")?.Condition?.StringEquals;
  expect(via?.["kms:ViaService"]).toEqual(
    expect.arrayContaining(["rds.eu-central-1.amazonaws.com", "sqs.eu-central-1.amazonaws.com"]),
  );
});

it("lets the log service use the key of the logs, for log groups of the account only, and no other key", () => {
  expect(whoMay("logs", "kms:Decrypt")).toEqual(["EncryptLogGroups"]);
  expect(statementsOf("logs").at(-1)).toMatchObject({
    Principal: { Service: "logs.eu-central-1.amazonaws.com" },
    Condition: {
      ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:eu-central-1:111111111111:log-group:*" },
    },
  });
  for (const other of ["data", "secrets", "pulumi"] as const)
    expect(keyPolicy(other, location)).not.toContain("logs.");
});

it("lets who may read a secret decrypt it through Secrets Manager", () => {
  expect(whoMay("secrets", "kms:Decrypt")).toEqual([
    "UseThroughsecretsmanager",
    "UseThroughIamPoliciesOfTheAccount",
  ]);
});

it("lets Pulumi encrypt and decrypt as whom IAM allows, and hand nothing on", () => {
  expect(whoMay("pulumi", "kms:Decrypt")).toEqual(["UseThroughIamPoliciesOfTheAccount"]);
  expect(whoMay("pulumi", "kms:CreateGrant")).toEqual([]);
  expect(whoMay("pulumi", "kms:GenerateDataKey")).toEqual([]);
});
