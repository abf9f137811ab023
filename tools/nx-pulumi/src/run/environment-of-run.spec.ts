import type { StackProject } from "../stacks/stack-project.ts";
import { assertHasEnvironment, assertMayChange, environmentOfRun } from "./environment-of-run.ts";

const stack: StackProject = {
  name: "eks",
  pulumiProject: "eks",
  directory: "/w/stacks/eks",
  environments: ["dev", "local"],
  upstreams: [],
};

it("takes Nx's configuration, then what was typed, then local", () => {
  expect(environmentOfRun("dev", { STRATA_REQUESTED_ENVIRONMENT: "prod" })).toBe("dev");
  expect(environmentOfRun(undefined, { STRATA_REQUESTED_ENVIRONMENT: "prod" })).toBe("prod");
  expect(environmentOfRun(undefined, {})).toBe("local");
  expect(() => environmentOfRun("staging", {})).toThrow(/Unknown environment "staging"/);
});

it("refuses a stack that lacks the environment, and lists what it has", () => {
  expect(() => assertHasEnvironment(stack, "prod", "preview")).toThrow(
    /no Pulumi\.prod\.yaml in \/w\/stacks\/eks\. It has: dev, local\. Run for example: npx nx run eks:preview -c dev/,
  );
});

it("lets nothing change a shared environment without --yes", () => {
  for (const operation of ["up", "refresh", "destroy"] as const) {
    expect(() => assertMayChange(operation, "dev", false)).toThrow(/needs --yes/);
    expect(assertMayChange(operation, "dev", true)).toBe("dev");
    expect(assertMayChange(operation, "local", false)).toBe("local");
  }
  for (const operation of ["preview", "drift", "outputs"] as const)
    expect(assertMayChange(operation, "prod", false)).toBe("prod");
});
