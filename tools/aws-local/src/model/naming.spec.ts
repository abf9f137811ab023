import type { ValueMap } from "../protocol/values.ts";
import { DEFAULTS, generateName, type NamingRequest } from "./naming.ts";

const request: NamingRequest = {
  logicalName: "web",
  inputs: {},
  oldInputs: undefined,
  randomSeed: Buffer.from("seed"),
  autonaming: undefined,
};
const naming = { property: "name", maxLength: 20 };

describe("generated names", () => {
  it("are the logical name and seven digits from the engine's seed", () => {
    const { name } = generateName(naming, request);
    expect(name).toMatch(/^web-[\da-f]{7}$/);
    expect(generateName(naming, request).name).toBe(name);
    expect(generateName(naming, { ...request, randomSeed: Buffer.from("other") }).name).not.toBe(name);
  });

  it("stay as they are, unless the program gave the one of before", () => {
    const kept = generateName(naming, { ...request, oldInputs: { name: "web-1", [DEFAULTS]: ["name"] } });
    expect(kept.name).toBe("web-1");
    expect(generateName(naming, { ...request, oldInputs: { name: "given" } }).name).not.toBe("given");
  });

  it("fit the type: length, prefix, suffix, small letters", () => {
    const { name } = generateName(
      { ...naming, prefix: "alias/", suffix: () => ".fifo", lowerCase: true },
      { ...request, logicalName: "A-very-long-logical-name" },
    );
    expect(name).toMatch(/^alias\/a-[\da-f]{7}\.fifo$/);
    expect(String(name)).toHaveLength(20);
  });

  it.each<ValueMap>([{ name: "x" }, { namePrefix: "x" }])("are not made where %p is given", (inputs) => {
    expect(generateName(naming, { ...request, inputs })).toEqual({});
  });

  it("follow the project's configuration", () => {
    const configured = (mode: "propose" | "enforce" | "disable") =>
      generateName(naming, {
        ...request,
        autonaming: { mode, proposedName: "proposed-name-of-some-length" },
      });
    expect(configured("propose").name).toBe("proposed-name-of-som");
    expect(configured("enforce").name).toBe("proposed-name-of-some-length");
    expect(configured("disable").failure?.reason).toMatch(/disabled/);
  });
});
