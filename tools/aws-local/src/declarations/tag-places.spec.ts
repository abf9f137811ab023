import { readDeclaration } from "./read-declarations.ts";
import { sdkPackage } from "./sdk-packages.ts";
import { type TagPlaces, tagPlaces } from "./tag-places.ts";

const places = (token: string): TagPlaces => {
  const declaration = readDeclaration(sdkPackage("aws").folder, token);
  if (declaration === undefined) throw new Error(`no declaration of ${token}`);
  return tagPlaces(declaration);
};

describe("tagPlaces", () => {
  const none = { defaultTags: false, ownList: false, specifications: [] };
  it.each([
    ["aws:ec2/vpc:Vpc", { ...none, defaultTags: true }],
    ["aws:eks/nodeGroup:NodeGroup", { ...none, defaultTags: true }],
    ["aws:ec2/route:Route", none],
    ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", none],
    // Its tags are something else: which resources it watches.
    ["aws:devopsguru/resourceCollection:ResourceCollection", none],
    ["aws:autoscaling/group:Group", { ...none, ownList: true }],
    [
      "aws:ec2/launchTemplate:LaunchTemplate",
      { ...none, defaultTags: true, specifications: ["tagSpecifications"] },
    ],
  ])("%s", (token, expected) => {
    expect(places(token)).toEqual(expected);
  });
});
