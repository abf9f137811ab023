import { parseJobs } from "./job-results.ts";

it("reads the results of jobs, and says what it wants", () => {
  expect(parseJobs('{"dev":{"result":"success","outputs":{}}}')).toEqual(new Map([["dev", "success"]]));
  expect(() => parseJobs('{"dev":{"result":"done"}}')).toThrow(/expected toJSON\(needs\)/);
  expect(() => parseJobs("")).toThrow(/got "".*expected toJSON\(needs\)/);
});
