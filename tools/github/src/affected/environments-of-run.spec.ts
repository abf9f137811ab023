import { catalogue } from "@strata/environment";
import { buildCatalogue } from "../../../../libs/environment/src/catalogue.ts";
import { DEFINITIONS } from "../../../../libs/environment/src/definitions.ts";
import { type EnvironmentsRequest, environmentsOfRun } from "./environments-of-run.ts";

const ids = (dev: string | null, prod: string | null) =>
  buildCatalogue(DEFINITIONS, {
    local: { workloads: "000000000000", shared: "000000000001" },
    sandbox: { workloads: "000000000010", shared: "000000000011" },
    dev: { workloads: dev, shared: dev && "222222222222" },
    prod: { workloads: prod, shared: null },
  });
const of = (request: Partial<EnvironmentsRequest>) =>
  environmentsOfRun({ purpose: "preview", given: "", fork: false, catalogue: catalogue(), ...request });

it("takes those whose accounts are recorded, and says what is missing of the others", () => {
  const found = of({ catalogue: ids("111111111111", "333333333333") });
  expect(found.environments).toEqual(["dev"]);
  expect(found.notes).toEqual([
    "prod is left out: the catalogue has no ID for shared. Record it with: npx strata accounts record prod shared <12-digit-id>",
  ]);
});

it("previews local where no account is recorded, and applies nothing then", () => {
  const none = ids(null, null);
  expect(of({ catalogue: none }).environments).toEqual(["local"]);
  expect(of({ catalogue: none, purpose: "apply" }).environments).toEqual([]);
  expect(of({ catalogue: none, purpose: "drift" }).environments).toEqual([]);
});

it("gives a fork local, whatever else is wanted, and nothing to apply", () => {
  const recorded = ids("111111111111", null);
  expect(of({ fork: true, given: "dev", catalogue: recorded }).environments).toEqual(["local"]);
  expect(of({ fork: true, given: "dev", catalogue: recorded, purpose: "apply" }).environments).toEqual([]);
});

it("takes those that were given, in the order of the catalogue", () => {
  expect(of({ given: " dev , local,dev", catalogue: ids("111111111111", null) }).environments).toEqual([
    "local",
    "dev",
  ]);
});

it("names every name that will not do", () => {
  expect(() => of({ given: "dve,sandbox,prod", catalogue: ids(null, null) })).toThrow(
    /got "dve,sandbox,prod":[^]*Unknown environment "dve"[^]*sandbox: an emulator[^]*prod: the catalogue has no ID for workloads, shared[^]*gh variable set/,
  );
});
