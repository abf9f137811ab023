import type { ResourceDeclaration } from "../declarations/read-declarations.ts";
import { parseProperties } from "../declarations/type-expression.ts";
import { derivedReplacements, withDocumentation } from "./replacement-sources.ts";

const declaration: ResourceDeclaration = {
  inputs: parseProperties(`
    /** Plain. */ plain?: pulumi.Input<string>;
    /** Changing this forces a new resource. */ always?: pulumi.Input<string>;
    /** Changing from A to B forces a new resource. */ sometimes?: pulumi.Input<string>;
    newer?: pulumi.Input<inputs.Newer>;`),
  outputs: {},
  types: {
    "inputs.Newer": parseProperties(`
      /** Forces new resource. */ documented?: pulumi.Input<string>; silent?: pulumi.Input<string>;`),
  },
  enumerations: {},
};
const createOnly = {
  cloudFormationType: "AWS::X::Y",
  inputs: ["plain", "always", "sometimes", "newer.documented", "newer.silent"],
};
const id = () => "";

describe("what is derived from CloudFormation", () => {
  it("counts where the documentation is silent", () => {
    expect(derivedReplacements(createOnly, { id }, declaration)).toEqual({
      cloudFormationType: "AWS::X::Y",
      inputs: ["plain", "newer.silent"],
    });
  });

  it("counts, of a type that is described, only for what the description leaves undecided", () => {
    expect(derivedReplacements(createOnly, { id, undecided: ["newer"] }, declaration)?.inputs).toEqual([
      "newer.silent",
    ]);
    expect(derivedReplacements(createOnly, { id, undecided: [] }, declaration)).toBeUndefined();
  });
});

describe("what the documentation says", () => {
  it("joins a description for what that leaves undecided, and for no more", () => {
    const described = { id, replaceOn: ["plain"], undecided: ["newer", "sometimes"] };
    expect(withDocumentation(described, declaration).replaceOn).toEqual(["plain", "newer.documented"]);
    expect(withDocumentation({ id, replaceOn: ["plain"] }, declaration).replaceOn).toEqual(["plain"]);
  });
});
