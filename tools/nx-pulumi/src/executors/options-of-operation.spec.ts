import { assertOptionsFit } from "./options-of-operation.ts";

it("lets pass what an operation knows", () => {
  expect(() => assertOptionsFit("preview", { plan: true, earlierLayers: "dist/earlier" })).not.toThrow();
  expect(() => assertOptionsFit("up", { plan: true, yes: true })).not.toThrow();
  expect(() => assertOptionsFit("destroy", { plan: false })).not.toThrow();
  expect(() => assertOptionsFit("drift", { failOnDrift: true })).not.toThrow();
  expect(() => assertOptionsFit("bindings", { json: true, from: "state" })).not.toThrow();
});

it("refuses what it would ignore, all at once", () => {
  expect(() => assertOptionsFit("destroy", { plan: true, json: true })).toThrow(
    /--plan means nothing to destroy; it is for: preview, up\n--json means nothing to destroy; it is for: bindings\nNothing was run/,
  );
  expect(() => assertOptionsFit("up", { earlierLayers: "x" })).toThrow(/--earlierLayers means nothing to up/);
});
