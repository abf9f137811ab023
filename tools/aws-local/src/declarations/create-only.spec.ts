import { cloudFormationVersion } from "../../create-only/cloudformation.ts";
import { makeCreateOnlyData } from "../../create-only/make-data.ts";
import { overlaps } from "../model/paths.ts";
import { descriptors } from "../resources/index.ts";
import { createOnlyData, createOnlyInputsOf } from "./create-only.ts";
import { sdkPackage } from "./sdk-packages.ts";

const UPDATE = "Run: npm run -w @strata/aws-local update-create-only";

describe("CloudFormation's create-only data", () => {
  it(`is made from the packages that are installed. ${UPDATE}`, () => {
    expect(createOnlyData().sources).toEqual({
      "@aws-cdk/aws-service-spec": cloudFormationVersion(),
      "@pulumi/aws": sdkPackage("aws").version,
    });
  });

  it(`is what the script makes. ${UPDATE}`, () => {
    const { types } = createOnlyData();
    // All of them take half a minute.
    const some = Object.keys(types).filter((_, position) => position % 60 === 0);
    const expected = Object.fromEntries(some.map((token) => [token, types[token]]));
    expect(makeCreateOnlyData(some).types).toEqual(expected);
  });

  it("is matched by name, with prefixes and corrections", () => {
    expect(createOnlyInputsOf("aws:dynamodb/table:Table")?.cloudFormationType).toBe("AWS::DynamoDB::Table");
    expect(createOnlyInputsOf("aws:rds/proxyEndpoint:ProxyEndpoint")).toEqual({
      cloudFormationType: "AWS::RDS::DBProxyEndpoint",
      inputs: expect.arrayContaining(["dbProxyEndpointName", "dbProxyName", "vpcSubnetIds"]),
    });
    expect(createOnlyInputsOf("aws:sns/platformApplication:PlatformApplication")).toBeUndefined();
  });

  it("agrees with the descriptions, which are from the provider's schemas, in nine of ten inputs", () => {
    const decided = Object.entries(descriptors).flatMap(
      ([token, { replaceOn, replaceOnAllBut, undecided = [] }]) =>
        (createOnlyInputsOf(token)?.inputs ?? [])
          .filter((path) => !undecided.includes(path.split(".")[0] ?? ""))
          .map((path) =>
            replaceOnAllBut === undefined
              ? (replaceOn ?? []).some((rule) => overlaps(path, rule))
              : !replaceOnAllBut.includes(path),
          ),
    );
    expect(decided.length).toBeGreaterThan(100);
    expect(decided.filter((agrees) => agrees).length / decided.length).toBeGreaterThan(0.9);
  });
});
