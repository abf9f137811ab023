import { tagSpecifications } from "./index.ts";

describe("tagSpecifications", () => {
  it("has the tags once for each type of resource", () => {
    const tags = { Owner: "platform" };
    expect(tagSpecifications(tags, ["instance", "volume"])).toEqual([
      { resourceType: "instance", tags },
      { resourceType: "volume", tags },
    ]);
  });
});
