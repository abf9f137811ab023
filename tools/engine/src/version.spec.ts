import { isAtLeast, isUsableVersion, MINIMUM_VERSION, releaseNumbers } from "./version.ts";

describe("versions", () => {
  it.each([
    ["v3.259.0", [3, 259, 0]],
    ["3.259.0+strata.selfbuilt", [3, 259, 0]],
    ["3.260.0-alpha.1756", [3, 260, 0]],
    ["1.26", [1, 26, 0]],
    ["1.27rc1", [1, 27, 0]],
  ])("reads %s", (text, numbers) => expect(releaseNumbers(text)).toEqual(numbers));

  it.each(["", "warning: a new version", "3", "3.259.0.1"])("does not read %j", (text) => {
    expect(releaseNumbers(text)).toBeUndefined();
  });

  it.each([
    ["3.227.0", true],
    ["3.227.1", true],
    ["3.1000.0", true],
    ["3.226.9", false],
    ["3.99.0", false],
    ["2.300.0", false],
    ["nonsense", false],
  ])("%s is at least 3.227.0: %s", (version, expected) =>
    expect(isAtLeast(version, "3.227.0")).toBe(expected),
  );

  it("uses no engine of another major version", () => {
    expect(isUsableVersion(MINIMUM_VERSION)).toBe(true);
    expect(isUsableVersion("4.0.0")).toBe(false);
  });
});
