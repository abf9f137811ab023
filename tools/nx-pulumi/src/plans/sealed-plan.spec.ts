import { emptyChangeSet } from "@strata/change-set/testing";
import type { PlanBinding } from "./plan-binding.ts";
import {
  newPlanKey,
  openPlan,
  parseSealedPlan,
  type SealedPlan,
  sealPlan,
  TamperedPlanError,
} from "./sealed-plan.ts";

const changeSet = emptyChangeSet({ stack: "eks", project: "eks", environment: "prod" });
const binding: PlanBinding = {
  version: 1,
  stack: "eks",
  project: "eks",
  environment: "prod",
  state: "s",
  gitTree: "t",
  lockfile: "l",
  configuration: "c",
  engine: "e",
  packages: "p",
  unknownReads: [],
  createdAt: "2026-01-01T00:00:00.000Z",
  expiresAt: "2026-01-01T12:00:00.000Z",
};
const key = newPlanKey();
const content = { enginePlan: '{"resourcePlans":{"password":"hunter2"}}', changeSet };
const sealed = sealPlan(content, binding, key, "v1:wrapped");

it("gives back what it was made of, to whoever has the key, and shows nothing of it", () => {
  expect(openPlan(parseSealedPlan(JSON.stringify(sealed)), key)).toEqual(content);
  expect(JSON.stringify(sealed)).not.toMatch(/hunter2|resourcePlans/);
});

it.each<[string, (plan: SealedPlan) => SealedPlan]>([
  ["another state", (plan) => ({ ...plan, binding: { ...plan.binding, state: "other" } })],
  [
    "a longer life",
    (plan) => ({ ...plan, binding: { ...plan.binding, expiresAt: "2027-01-01T00:00:00.000Z" } }),
  ],
  ["another key", (plan) => ({ ...plan, key: "v1:other" })],
  ["other data", (plan) => ({ ...plan, data: flipped(plan.data) })],
  ["another tag", (plan) => ({ ...plan, tag: flipped(plan.tag) })],
  ["another nonce", (plan) => ({ ...plan, nonce: flipped(plan.nonce) })],
])("is refused with %s", (_what, change) => {
  expect(() => openPlan(change(sealed), key)).toThrow(TamperedPlanError);
});

it("is refused with the key of another plan, and where it is no plan", () => {
  expect(() => openPlan(sealed, newPlanKey())).toThrow(TamperedPlanError);
  expect(() => parseSealedPlan("{")).toThrow(TamperedPlanError);
  expect(() => parseSealedPlan('{"binding":{}}')).toThrow(TamperedPlanError);
});

function flipped(text: string): string {
  const bytes = Buffer.from(text, "base64");
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  return bytes.toString("base64");
}
