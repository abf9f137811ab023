import { environmentDefinition } from "@strata/environment";
import { backendPlan } from "./backend-plan.ts";
import { BootstrapError } from "./bootstrap-error.ts";
import { explainFailure } from "./explain-failure.ts";

const plan = backendPlan(environmentDefinition("dev"));
const explained = (error: Error): string => (explainFailure(error, plan) as Error).message;

it("keeps what is for people already, and what is a defect of ours", () => {
  for (const error of [new BootstrapError("no"), new TypeError("x")])
    expect(explainFailure(error, plan)).toBe(error);
});

it("says what the engine said, once, without all that it printed", () => {
  const message = "code: 255\nstdout: Updating (dev):\n + x\nerror: no\nstderr: error: no\nerr?: ";
  expect(explained(new Error(message))).toMatch(
    /^The backend of "dev" is not made yet: error: no\n[^]*strata bootstrap -c dev$/,
  );
});

it.each([
  ["ExpiredToken", "The token has expired", /aws sso login/],
  ["AccessDeniedException", "User is not authorized", /who may make keys, buckets and tables/],
])("%s has its own advice", (name, message, advice) =>
  expect(explained(Object.assign(new Error(message), { name }))).toMatch(advice),
);
