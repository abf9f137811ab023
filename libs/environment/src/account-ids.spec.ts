import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  ACCOUNT_IDS_FILE,
  type AccountIds,
  parseAccountIds,
  readAccountIds,
  recordAccountId,
  writeAccountIds,
} from "./account-ids.ts";

const IDS: AccountIds = {
  local: { workloads: "000000000000", shared: "000000000001" },
  sandbox: { workloads: "000000000010", shared: "000000000011" },
  dev: { workloads: "111111111111", shared: null },
  prod: { workloads: null, shared: null },
};
const record = (environment: string, alias: string, id: string, replace = false): AccountIds =>
  recordAccountId(IDS, { environment, alias, id, replace });

describe("recording an account", () => {
  it("changes that account alone", () => {
    expect(record("prod", "workloads", "222222222222")).toEqual({
      ...IDS,
      prod: { workloads: "222222222222", shared: null },
    });
    expect(record("dev", "workloads", "111111111111")).toEqual(IDS);
    expect(record("dev", "workloads", "333333333333", true).dev.workloads).toBe("333333333333");
  });

  it.each([
    [["prod", "workloads", "2222-2222-2222"], /12 digits, without dashes; got "2222-2222-2222"/],
    [["prod", "workloads", "111111111111"], /111111111111 is the ID of "workloads" of "dev" already/],
    [
      ["dev", "workloads", "333333333333"],
      /"workloads" of "dev" has the ID 111111111111 already.*add --replace/,
    ],
    [["local", "workloads", "333333333333"], /accounts of "local" exist nowhere/],
    [["prd", "workload", "1"], /Did you mean "prod"\?[^]*Did you mean "workloads"\?[^]*12 digits/],
  ] as const)("refuses %j", ([environment, alias, id], message) =>
    expect(() => record(environment, alias, id)).toThrow(message),
  );
});

describe("the file of account IDs", () => {
  it("is the same after it is written and read, and nothing is left beside it", () => {
    const folder = mkdtempSync(join(tmpdir(), "strata-accounts-"));
    try {
      writeAccountIds(IDS, join(folder, "ids.json"));
      expect(readAccountIds(join(folder, "ids.json"))).toEqual(IDS);
      expect(readdirSync(folder)).toEqual(["ids.json"]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("of this repository is valid", () => expect(() => readAccountIds(ACCOUNT_IDS_FILE)).not.toThrow());

  it("says all that is wrong with it", () => {
    expect(() =>
      parseAccountIds(JSON.stringify({ ...IDS, dev: { workloads: 1, logs: null } }), "ids.json"),
    ).toThrow(/ids.json is not valid:[^]*dev.workloads: got 1[^]*dev.shared: got nothing[^]*logs/);
    expect(() => parseAccountIds("{", "ids.json")).toThrow(/ids.json is not valid JSON/);
  });
});
