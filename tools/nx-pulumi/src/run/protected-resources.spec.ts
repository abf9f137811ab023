import type { StackProject } from "../stacks/stack-project.ts";
import { assertNothingProtected } from "./protected-resources.ts";

const stack = { name: "rds" } as StackProject;

it("names what is protected, and what to do, before anything is deleted", () => {
  expect(() => assertNothingProtected(stack, [], { environment: "prod" })).not.toThrow();
  expect(() => assertNothingProtected(stack, ["urn:database"], { environment: "prod" })).toThrow(
    /"rds" was not destroyed: it has protected resources\.\n {2}- urn:database\n.*npx nx run rds:up -c prod/s,
  );
});
