import { ownerOf } from "./lease-owner.ts";

it("is who runs the process, and in CI the run", () => {
  const here = ownerOf({ operation: "up" }, {});
  expect(here).toMatchObject({ operation: "up", pid: process.pid });
  expect(here).not.toHaveProperty("runUrl");
  const ci = {
    GITHUB_ACTOR: "alice",
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_REPOSITORY: "o/r",
    GITHUB_RUN_ID: "7",
  };
  expect(ownerOf({ operation: "destroy", commit: "abc" }, ci)).toMatchObject({
    actor: "alice",
    commit: "abc",
    runUrl: "https://github.com/o/r/actions/runs/7",
  });
});
