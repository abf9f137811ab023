import { parseRuntimeOptions } from "./runtime-options.ts";

describe("runtime options", () => {
  it("have the official defaults", () => {
    expect(parseRuntimeOptions({})).toEqual({
      typescript: true,
      tsconfig: undefined,
      nodeArguments: [],
      packageManager: "auto",
      production: false,
    });
  });

  it("are read", () => {
    const options = {
      typescript: false,
      nodeargs: "--require x",
      tsconfig: "t.json",
      packagemanager: "pnpm",
      production: true,
    };
    expect(parseRuntimeOptions(options)).toEqual({
      typescript: false,
      tsconfig: "t.json",
      nodeArguments: ["--require", "x"],
      packageManager: "pnpm",
      production: true,
    });
  });

  it("are refused with all that is wrong and what is allowed", () => {
    expect(() => parseRuntimeOptions({ typescript: "yes", nodeargs: 1, packagemanager: "cargo" })).toThrow(
      /nodeargs is 1.*typescript is "yes", it must be true or false.*packagemanager is "cargo".*npm, yarn, pnpm, bun/,
    );
  });
});
