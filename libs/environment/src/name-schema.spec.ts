import { z } from "zod";
import { oneOf } from "./name-schema.ts";
import { problemsOf } from "./problems.ts";

const schema = z.object({ owner: oneOf(["platform", "data"]) });

function allowedFor(value: unknown): string | undefined {
  const result = schema.safeParse({ owner: value });
  return result.success ? undefined : problemsOf(result.error, { owner: value })[0]?.allowed;
}

describe("oneOf", () => {
  it("accepts the names, as a type of their own", () => {
    const name: "platform" | "data" = schema.parse({ owner: "data" }).owner;
    expect(name).toBe("data");
  });

  it.each([
    ["platfrom", 'did you mean "platform"? Allowed: platform, data'],
    ["somebody-else", "allowed: platform, data"],
    [undefined, "allowed: platform, data"],
    [7, "allowed: platform, data"],
  ])("%j: %s", (value, allowed) => {
    expect(allowedFor(value)).toBe(allowed);
  });
});
