import { parseProperties } from "./type-expression.ts";

describe("declared properties", () => {
  it("are read with their types, and whether they are always there", () => {
    const body = `
      /** A comment; with: things */
      static get(name: string, id: pulumi.Input<pulumi.ID>): Vpc;
      readonly arn: pulumi.Output<string>;
      readonly count: pulumi.Output<number | undefined>;
      tags?: pulumi.Input<{
          [key: string]: pulumi.Input<string>;
      } | undefined>;
      subnetIds: pulumi.Input<pulumi.Input<string>[]>;
      code?: pulumi.Input<pulumi.asset.Archive | undefined>;
      either?: pulumi.Input<pulumi.asset.Asset | pulumi.asset.Archive | undefined>;
      vpcConfig: pulumi.Input<inputs.eks.ClusterVpcConfig>;
      role: pulumi.Input<string | Role>;
      policy: pulumi.Input<string | inputs.iam.PolicyDocument>;
      groups?: outputs.eks.Group[];
      constructor(name: string, args: VpcArgs, opts?: pulumi.CustomResourceOptions);
    `;
    const text = { kind: "string" };
    expect(parseProperties(body)).toEqual({
      arn: { type: text, required: true },
      count: { type: { kind: "number" }, required: false },
      tags: { type: { kind: "map", element: text }, required: false },
      subnetIds: { type: { kind: "list", element: text }, required: true },
      code: { type: { kind: "archive" }, required: false },
      either: { type: { kind: "assetOrArchive" }, required: false },
      vpcConfig: { type: { kind: "object", name: "inputs.eks.ClusterVpcConfig" }, required: true },
      role: { type: text, required: true },
      policy: { type: { kind: "any" }, required: true },
      groups: {
        type: { kind: "list", element: { kind: "object", name: "outputs.eks.Group" } },
        required: false,
      },
    });
  });
});
