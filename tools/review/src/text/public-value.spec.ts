import { publicText, publicValue } from "./public-value.ts";

const envelope = {
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  plaintext: "hunter2",
};

it.each([
  [envelope, "", "[secret]"],
  [{ a: [envelope] }, "", { a: ["[secret]"] }],
  [JSON.stringify(envelope), "policy", "[secret]"],
  ["hunter2", "masterPassword", "[secret]"],
  ["hunter2", "password", "[secret]"],
  ["hunter2", "secretStringWo", "[secret]"],
  [
    { variables: { DB_PASSWORD: "hunter2", API_KEY: "k", HOST: "db" } },
    "environment",
    {
      variables: { DB_PASSWORD: "[secret]", API_KEY: "[secret]", HOST: "db" },
    },
  ],
  ["-----BEGIN RSA PRIVATE KEY-----\nx", "userData", "[secret]"],
  ["AKIAIOSFODNN7EXAMPLE", "note", "[secret]"],
  [
    JSON.stringify([{ name: "DB_PASSWORD", value: "hunter2" }]),
    "containerDefinitions",
    JSON.stringify([{ name: "DB_PASSWORD", value: "[secret]" }]),
  ],
])("masks %j in %j", (value, name, shown) => expect(publicValue(value, name)).toEqual(shown));

it.each([
  ["arn:aws:secretsmanager:eu-central-1:123456789012:secret:db-AbCdEf", "secretArn"],
  [true, "manageMasterUserPassword"],
  ["[unknown]", "password"],
  ["kms", "masterUserSecretKmsKeyId"],
  ["https://sts.amazonaws.com", "tokenEndpoint"],
  [[{ from: 1 }, null, 2.5], "list"],
  ['{ "a":  1 }', "document"],
])("leaves %j of %s", (value, name) => expect(publicValue(value, name)).toEqual(value));

it("masks within messages", () => {
  expect(publicText("denied for ghp_0123456789abcdefghijklmnopqrstuvwxyz: no")).toBe(
    "denied for [secret]: no",
  );
  expect(publicText("a -----BEGIN PRIVATE KEY-----\nMII\n-----END PRIVATE KEY----- b")).toBe("a [secret] b");
  expect(publicText("nothing")).toBe("nothing");
});
