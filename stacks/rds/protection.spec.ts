import { RunError, runtime } from "@pulumi/pulumi";
import { howToAllow, protectionOf } from "./protection.ts";

beforeAll(async () => {
  await runtime.setMocks({ call: () => ({}), newResource: () => ({ id: "", state: {} }) }, "rds", "prod");
});

const identifier = "strata-prod";

it.each([true, false])("protects what is not named, with deletion protection %s in AWS", (protection) => {
  expect(protectionOf({ identifier, allowReplacementOf: undefined, deletionProtection: protection })).toEqual(
    { protect: true, deletionProtection: protection },
  );
});

it.each([true, false])("lifts both protections of what is named, deletion protection %s or not", (given) => {
  expect(protectionOf({ identifier, allowReplacementOf: identifier, deletionProtection: given })).toEqual({
    protect: false,
    deletionProtection: false,
  });
});

it.each(["strata-dev", "", "true", "STRATA-PROD"])("refuses the name %j, which is another's", (name) => {
  const attempt = () => protectionOf({ identifier, allowReplacementOf: name, deletionProtection: true });
  expect(attempt).toThrow(RunError);
  expect(attempt).toThrow(
    `rds:allowReplacementOf: got "${name}"; the database of this stack is "strata-prod". ` +
      "Remove it with: pulumi config rm rds:allowReplacementOf -s prod",
  );
});

it("tells which setting allows it", () => {
  expect(howToAllow(identifier)).toContain("pulumi config set rds:allowReplacementOf strata-prod -s prod");
});
