import { fenced } from "./fenced.ts";

it("keeps given texts within the block", () => {
  expect(fenced(["a", "```\n@team <b>"])).toBe("````text\na\n```\\n@team <b>\n````");
  expect(fenced(["x\u202ey"])).toContain("x\ufffdy");
});

it("counts what is too much", () => {
  const block = fenced(Array.from({ length: 60 }, (_, index) => `line ${index} ${"x".repeat(1000)}`));
  expect(block).toContain("… and 10 more");
  expect(block.length).toBeLessThan(20_000);
});
