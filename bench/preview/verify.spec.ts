import { unchangedCounts } from "./verify.ts";

it("reads how many resources each preview saw", () => {
  const output =
    "Resources:\n    52 unchanged\n\nPreviewing\neks: Resources:\neks:     9 unchanged\n\nResources:\n    1 unchanged\n 3 unchanged files are none";
  expect(unchangedCounts(output)).toEqual([52, 9, 1]);
});
