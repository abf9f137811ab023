import type { ChangeSet, StackResult } from "@strata/change-set";
import { untestedTypes } from "./untested-types.ts";

function result(stack: string, ...types: string[]): StackResult {
  return { stack, outcome: "succeeded", changeSet: { untestedTypes: types } as ChangeSet };
}

describe("types that the embedded AWS does not know well", () => {
  it("are one line for a run, each with the stacks that use it", () => {
    const results = [
      result("network", "aws:sns/platformApplication:PlatformApplication"),
      result("eks", "aws:sns/platformApplication:PlatformApplication", "aws:dynamodb/table:Table"),
      { stack: "rds", outcome: "skipped" as const },
    ];
    expect(untestedTypes(results)).toEqual([
      expect.stringMatching(
        /: aws:dynamodb\/table:Table \(eks\), aws:sns\/platformApplication:PlatformApplication \(network, eks\)\.$/,
      ),
    ]);
  });

  it("are no line where there are none", () => {
    expect(untestedTypes([result("network")])).toEqual([]);
  });
});
