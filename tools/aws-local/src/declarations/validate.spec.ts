import { Secret, UNKNOWN } from "../protocol/values.ts";
import type { ResourceDeclaration } from "./read-declarations.ts";
import { parseProperties } from "./type-expression.ts";
import { validateInputs } from "./validate.ts";

const declaration: ResourceDeclaration = {
  inputs: parseProperties(`
    name: pulumi.Input<string>; count?: pulumi.Input<number | undefined>;
    groups?: pulumi.Input<pulumi.Input<inputs.Group>[] | undefined>;`),
  outputs: {},
  enumerations: {},
  types: {
    "inputs.Group": parseProperties("id: pulumi.Input<string>; open?: pulumi.Input<boolean | undefined>;"),
  },
};
const paths = (inputs: Parameters<typeof validateInputs>[0]) =>
  validateInputs(inputs, declaration).map(({ property }) => property);

describe("the check of inputs", () => {
  it("accepts what is declared, unknown or secret as it may be", () => {
    expect(paths({ name: new Secret("n"), count: UNKNOWN, groups: [{ id: UNKNOWN, open: true }] })).toEqual(
      [],
    );
  });

  it("finds everything that is wrong, at its path", () => {
    expect(
      paths({ nane: "n", count: "5", groups: [{ id: "a" }, { open: 1, extra: 1 }, "x"] }).sort(),
    ).toEqual(["count", "groups[1].extra", "groups[1].id", "groups[1].open", "groups[2]", "name", "nane"]);
  });

  it("says the type of a wrong value, never the value", () => {
    const [failure] = validateInputs({ name: new Secret(["hidden"]) }, declaration);
    expect(failure?.reason).toBe("Expected a value of type string, got one of type list.");
  });
});
