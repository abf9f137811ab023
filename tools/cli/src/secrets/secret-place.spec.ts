import { readFileSync } from "node:fs";
import { join } from "node:path";
import { placeOfSecret, vaultPlaceOf } from "./secret-place.ts";

const text = `config:
  secrets:accounts: [workloads, shared]
  secrets:regions: [eu-west-1, eu-central-1]
  secrets:containers:
    application: {}
    registry: {account: shared}
`;

it("is in the first account and region, or in an account of its own", () => {
  expect(placeOfSecret(text, "dev", "application")).toEqual({ account: "workloads", region: "eu-west-1" });
  expect(placeOfSecret(text, "dev", "registry")).toEqual({ account: "shared", region: "eu-west-1" });
});

it("reads the files that there are, where application goes without saying", () => {
  const folder = join(import.meta.dirname, "../../../../stacks/secrets");
  for (const environment of ["dev", "prod", "sandbox"]) {
    const file = readFileSync(join(folder, `Pulumi.${environment}.yaml`), "utf8");
    expect(placeOfSecret(file, environment, "application")).toEqual({
      account: "workloads",
      region: "eu-central-1",
    });
  }
});

it.each([
  [
    "aplication",
    /no secret "aplication" in dev; there is: application, registry\. Did you mean application\?/,
  ],
  ["toString", /no secret "toString".*Add one to secrets:containers of stacks\/secrets\/Pulumi\.dev\.yaml/],
])("refuses %s with the nearest name, the list and what to do", (name, message) => {
  expect(() => placeOfSecret(text, "dev", name)).toThrow(message);
});

describe("a secret in Vault", () => {
  const inVault = `${text}    partner: {source: vault}\n`;

  it("is at the address of the configuration, below the environment", () => {
    const withAddress = `${inVault}  secrets:vault: {address: "https://vault.example.com"}\n`;
    expect(vaultPlaceOf(withAddress, "dev", "partner")).toEqual({
      address: "https://vault.example.com",
      mount: "strata",
      path: "dev/partner",
    });
    expect(vaultPlaceOf(withAddress, "dev", "application")).toBeUndefined();
    expect(vaultPlaceOf(withAddress, "dev", "toString")).toBeUndefined();
  });

  it("needs an address", () => {
    expect(() => vaultPlaceOf(inVault, "dev", "partner")).toThrow(
      /has no address\. Set it with: pulumi config set --path secrets:vault\.address/,
    );
  });
});
