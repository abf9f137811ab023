import { yamlProblems } from "./configuration-file.ts";

it("finds the place of what is wrong", () => {
  expect(yamlProblems("config:\n  a: 1\n")).toEqual([]);
  expect(yamlProblems("config:\n  broken: [\n")).toEqual([expect.stringMatching(/^3:1: .*flow/i)]);
  expect(yamlProblems("a: 1\na: 2\n")).toEqual([expect.stringMatching(/^2:1: .*unique/i)]);
});
