import { RunError, runtime } from "@pulumi/pulumi";
import { constructProviders } from "./construct-providers.ts";
import { type ProviderTags, stackTags } from "./tags.ts";

const tags: ProviderTags = { owner: "platform", costCentre: "CC-1000", dataClassification: "internal" };

let registered: Record<string, unknown>[] = [];

beforeEach(async () => {
  registered = [];
  await runtime.setMocks(
    {
      call: () => ({}),
      newResource: ({ name, inputs }) => {
        registered.push(inputs as Record<string, unknown>);
        return { id: `${name}-id`, state: inputs as object };
      },
    },
    "network",
    "prod",
  );
});

describe("stackTags", () => {
  it("has the stack's own tags beside the mandatory ones", () => {
    expect(stackTags({ ...tags, more: { Product: "checkout" } })).toEqual({
      ...stackTags(tags),
      Product: "checkout",
    });
  });

  it("is what the stack's providers put on every resource", async () => {
    const spec = {
      region: "eu-central-1",
      allowedAccountIds: ["111111111111"],
      tags: { ...tags, repository: "github.com/example/strata" },
    };
    await (
      constructProviders([{ name: "aws", origin: "here", spec }])[0]?.urn as unknown as {
        promise(): Promise<string>;
      }
    ).promise();
    expect(stackTags(tags)).toMatchObject({ Stack: "network", Environment: "prod", ManagedBy: "pulumi" });
    expect(JSON.parse(registered[0]?.["defaultTags"] as string)).toEqual({ tags: stackTags(tags) });
  });

  it("says all that is wrong, without a stack trace", () => {
    let thrown: unknown;
    try {
      stackTags({ ...tags, owner: "platfrom", more: { ["k".repeat(129)]: "v" } } as never);
    } catch (error) {
      thrown = error;
    }
    expect(RunError.isInstance(thrown)).toBe(true);
    expect((thrown as Error).message).toMatch(
      /owner: got "platfrom"; did you mean "platform"\? Allowed: platform, data, [^]*a key has at most 128 characters/,
    );
  });
});
