import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isSecret, output, runtime, secret as secretOutput } from "@pulumi/pulumi";
import { unknown } from "@pulumi/pulumi/output.js";
import { z } from "zod";
import { byRoute, routedReferences } from "./by-route.ts";
import { defineContract } from "./contract.ts";
import { valueWithUnknowns } from "./outputs.ts";
import { UNKNOWN_SENTINEL } from "./planned-outputs.ts";
import { checkPublished } from "./publish.ts";
import { reference } from "./reference.ts";

const vpc = z.object({ vpcId: z.string().startsWith("vpc-"), zones: z.array(z.string()) });
const contract = defineContract("network", z.object({ vpcs: byRoute(vpc) }));

const useMocks = (preview: boolean): Promise<void> =>
  runtime.setMocks(
    { call: () => ({}), newResource: () => ({ id: "", state: {} }) },
    "eks",
    "dev",
    preview,
    "organization",
  );

beforeEach(() => useMocks(false));

describe("an output by route", () => {
  const of = (value: unknown) => routedReferences("network", "vpcs", vpc.shape, output(value));

  it("is picked from by account and region", async () => {
    const vpcs = of({
      "workloads/eu-central-1": { vpcId: "vpc-1", zones: ["a"] },
      "shared/eu-central-1": { vpcId: "vpc-2", zones: ["b"] },
    });
    expect(await valueWithUnknowns(vpcs.at("workloads/eu-central-1").vpcId!)).toBe("vpc-1");
    expect(await valueWithUnknowns(vpcs.at({ account: "shared", region: "eu-central-1" }).vpcId!)).toBe(
      "vpc-2",
    );
  });

  it("knows each part for itself", async () => {
    const vpcs = of({ "workloads/eu-west-1": { vpcId: unknown, zones: ["a"] } }).at("workloads/eu-west-1");
    expect(await valueWithUnknowns(vpcs.vpcId!)).toBe(unknown);
    expect(await valueWithUnknowns(vpcs.zones!)).toEqual(["a"]);
    const nothing = of(unknown).at("workloads/eu-west-1");
    expect(await valueWithUnknowns(nothing.zones!)).toBe(unknown);
  });

  it("stays secret", async () => {
    const vpcs = of(secretOutput({ "workloads/eu-west-1": { vpcId: "vpc-1", zones: [] } }));
    expect(await isSecret(vpcs.at("workloads/eu-west-1").vpcId!)).toBe(true);
    expect(await isSecret(of({ "workloads/eu-west-1": {} }).at("workloads/eu-west-1").vpcId!)).toBe(false);
  });

  it("fails with the routes there are, and what to do", async () => {
    const { vpcId } = of({ "workloads/eu-west-1": {} }).at("shared/eu-west-1");
    await expect(valueWithUnknowns(vpcId!)).rejects.toThrow(
      'network in "dev" is not deployed to shared/eu-west-1: its output "vpcs" has workloads/eu-west-1. Use one of ' +
        "these, or add shared/eu-west-1 to the routes of stacks/network/Pulumi.dev.yaml and deploy it.",
    );
  });

  it("refuses a route that the catalogue does not have, with the nearest one", () => {
    expect(() => of({}).at("worklods/eu-central-1" as never)).toThrow(/"worklods".*workloads/s);
  });
});

describe("publishing by route", () => {
  const publish = (vpcs: unknown) => checkPublished(contract, [["vpcs", output(vpcs)]]);

  it("checks every route, and its key", async () => {
    await publish({ "workloads/eu-west-1": { vpcId: output("vpc-1"), zones: [] } });
    await expect(publish({ "workloads/eu-west-1": { vpcId: "x", zones: [] } })).rejects.toThrow(
      /vpcId: got "x"/,
    );
    await expect(publish({ "eu-west-1": { vpcId: "vpc-1", zones: [] } })).rejects.toThrow(
      /route of the catalogue/,
    );
  });
});

describe("a preview's planned outputs", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "by-route-"));
    process.env["STRATA_PLANNED_OUTPUTS"] = folder;
  });
  afterEach(() => {
    delete process.env["STRATA_PLANNED_OUTPUTS"];
    rmSync(folder, { recursive: true });
  });

  it("are read by route, known where they are known", async () => {
    const vpcs = { "workloads/eu-west-1": { vpcId: UNKNOWN_SENTINEL, zones: ["a", "b"] } };
    writeFileSync(
      join(folder, "network.json"),
      JSON.stringify({
        version: 2,
        project: "network",
        stack: "dev",
        outputs: { vpcs: { state: "known", value: vpcs } },
      }),
    );
    await useMocks(true);
    const network = reference(contract).vpcs.at("workloads/eu-west-1");
    expect(await valueWithUnknowns(network.vpcId)).toBe(unknown);
    expect(await valueWithUnknowns(network.zones)).toEqual(["a", "b"]);
  });
});
