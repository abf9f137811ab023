import { runUrlOf } from "./run-url.ts";

const github = {
  GITHUB_SERVER_URL: "https://github.com",
  GITHUB_REPOSITORY: "acme/cloud",
  GITHUB_RUN_ID: "7",
};

it.each([
  [github, "https://github.com/acme/cloud/actions/runs/7"],
  [{ CI_JOB_URL: "https://gitlab.com/acme/cloud/-/jobs/7" }, "https://gitlab.com/acme/cloud/-/jobs/7"],
  [{}, undefined],
  [{ ...github, GITHUB_RUN_ID: "" }, undefined],
  [{ ...github, GITHUB_RUN_ID: "7/../8" }, undefined],
  [{ ...github, GITHUB_REPOSITORY: "acme/cloud/x" }, undefined],
  [{ ...github, GITHUB_SERVER_URL: "javascript:alert(1)//" }, undefined],
  [{ CI_JOB_URL: "javascript:alert(1)" }, undefined],
])("the page of the run of %j is %s", (variables, url) => expect(runUrlOf(variables)).toBe(url));
