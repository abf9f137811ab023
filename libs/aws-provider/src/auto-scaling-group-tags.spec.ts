import { runtime } from "@pulumi/pulumi";
import { tagAutoScalingGroup } from "./auto-scaling-group-tags.ts";

const tags = { Owner: "platform", Stack: "eks" };

async function registeredIn(environment: string): Promise<object[]> {
  const registered: object[] = [];
  await runtime.setMocks(
    {
      call: () => ({}),
      newResource: ({ type, name, inputs }) => {
        registered.push({ type, name, ...(inputs as object) });
        return { id: `${name}-id`, state: inputs as object };
      },
    },
    "eks",
    environment,
  );
  tagAutoScalingGroup("nodes", "eks-nodes-1a2b", tags, {});
  await runtime.disconnect();
  return registered;
}

describe("tagAutoScalingGroup", () => {
  it("has one resource for each tag, which instances do not get from it", async () => {
    expect(await registeredIn("prod")).toEqual(
      Object.entries(tags).map(([key, value]) => ({
        type: "aws:autoscaling/tag:Tag",
        name: `nodes-${key}`,
        autoscalingGroupName: "eks-nodes-1a2b",
        tag: { key, value, propagateAtLaunch: false },
      })),
    );
  });

  it("has none against an emulator, which makes no group", async () => {
    expect(await registeredIn("sandbox")).toEqual([]);
  });
});
