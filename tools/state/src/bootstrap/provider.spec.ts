import { changedNames } from "./provider.ts";

it("finds what differs, whatever the order of members, and nothing that only the cloud knows", () => {
  const known = { a: 1, tags: { x: "1", y: "2" }, arn: "arn", gone: true };
  expect(changedNames(known, { a: 1, tags: { y: "2", x: "1" } })).toEqual([]);
  expect(changedNames(known, { tags: { x: "1" }, a: 2, more: 1 })).toEqual(["a", "more", "tags"]);
});
