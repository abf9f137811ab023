import { missingStackMessage, projectsOf } from "./backend-stacks.ts";

it("a project has a stack of an environment only where the whole name is the environment's", () =>
  expect([
    ...projectsOf(
      ["organization/network/dev", "organization/eks/dev-2", "acme/rds/dev", "organization/dev/prod", "dev"],
      "dev",
    ),
  ]).toEqual(["network", "rds"]));

it("what makes a missing stack is said", () =>
  expect(missingStackMessage("network", "dev")).toContain("Make it with: npx strata init network -c dev"));
