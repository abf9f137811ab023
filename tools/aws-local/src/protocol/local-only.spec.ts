import { assertLocalUrn } from "./local-only.ts";
import { parseUrn } from "./urn.ts";

const urn = (stack: string) => `urn:pulumi:${stack}::network::eks:index:Cluster$aws:ec2/vpc:Vpc::a::b`;

describe("URNs", () => {
  it("are taken apart; a name may hold their separator", () => {
    expect(parseUrn(urn("local"))).toEqual({
      stack: "local",
      project: "network",
      type: "aws:ec2/vpc:Vpc",
      name: "a::b",
    });
    expect(() => parseUrn("vpc")).toThrow(/Not a Pulumi URN/);
  });

  it.each(["prod", "dev", "sandbox", "Local", "local2"])("are refused for the stack %p", (stack) => {
    expect(() => assertLocalUrn(urn(stack))).toThrow(
      /serves the stack "local" only.*unset PULUMI_DEBUG_PROVIDERS/,
    );
  });

  it("are accepted for local", () => expect(() => assertLocalUrn(urn("local"))).not.toThrow());
});
