import { eventually } from "./eventually.ts";

it("resolves once the condition holds", async () => {
  let looks = 0;
  await eventually("the third look", () => ++looks === 3);
  expect(looks).toBe(3);
});

it("says what did not come about, and how things are", async () => {
  const never = eventually("all have ended", () => false, { milliseconds: 0, found: () => "12 is left" });
  await expect(never).rejects.toThrow(/^Not within 0 ms: all have ended\n12 is left$/);
  await expect(eventually("it", () => false, { milliseconds: 0 })).rejects.toThrow(/^Not within 0 ms: it$/);
});
