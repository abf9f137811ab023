import { Provider } from "@pulumi/aws/provider.js";
import type { asset } from "@pulumi/pulumi";
import { type RecordedResource, recordResources, resourceList, UNKNOWN } from "@strata/testing";
import { keyOf, SignedCode } from "./signed-code.ts";

const OBJECT = "aws:s3/bucketObjectv2:BucketObjectv2";
const PROFILE = "aws:signer/signingProfile:SigningProfile";
const JOB = "aws:signer/signingJob:SigningJob";
const CONFIG = "aws:lambda/codeSigningConfig:CodeSigningConfig";
const SHA256 = Buffer.from("abcd", "hex").toString("base64");
const SIGNED = [{ s3s: [{ bucket: "the-bucket", key: "signed/job.zip" }] }];

interface Changes {
  environment?: string;
  preview?: boolean;
}

async function build({ environment = "dev", preview = false }: Changes = {}) {
  const made: Record<string, Record<string, unknown>> = {
    "aws:s3/bucket:Bucket": { bucket: "the-bucket", arn: "arn:aws:s3:::the-bucket" },
    [OBJECT]: { versionId: "version-1" },
    [PROFILE]: { name: "the_profile", versionArn: "arn:profile/1" },
    [JOB]: { signedObjects: SIGNED },
  };
  const computed = ({ type }: RecordedResource) => (preview ? {} : (made[type] ?? {}));
  const recording = await recordResources({ project: "lambda", preview, computed });
  const args = { environment, code: { path: "./dist/abcd.zip", sha256: SHA256 } };
  const signed = new SignedCode("check", args, { provider: new Provider("aws", {}) });
  await recording.settled();
  return { recording, signed };
}

describe("SignedCode", () => {
  it("consists of this, which a reviewer reads", async () => {
    expect(resourceList((await build()).recording)).toMatchSnapshot();
  });

  it("binds every resource to the provider it is given", async () => {
    const { recording } = await build();
    const custom = recording.resources.filter((it) => it.custom && !it.type.startsWith("pulumi:providers:"));
    expect(custom).toHaveLength(8);
    expect(custom.filter((it) => !it.provider.includes("pulumi:providers:aws::aws::"))).toEqual([]);
  });

  it("signs for Lambda, under a name that can be made again after it was deleted", async () => {
    const { recording } = await build();
    expect(recording.get(PROFILE, "check").inputs).toEqual({
      platformId: "AWSLambda-SHA384-ECDSA",
      namePrefix: "strata_dev_check_",
    });
  });

  it("has a prefix that Signer takes, whatever the environment is called", async () => {
    const { recording } = await build({ environment: "review-4711-of-a-long-branch-name" });
    expect(recording.get(PROFILE, "check").inputs["namePrefix"]).toBe(
      "strata_review_4711_of_a_long_branch_n_",
    );
  });

  it("has Lambda refuse what this version of the profile has not signed", async () => {
    const { recording } = await build();
    expect(recording.get(CONFIG, "check").inputs).toMatchObject({
      allowedPublishers: { signingProfileVersionArns: ["arn:profile/1"] },
      policies: { untrustedArtifactOnDeployment: "Enforce" },
    });
  });

  it("uploads the archive by its content, once the bucket keeps versions", async () => {
    const { recording } = await build();
    const { inputs } = recording.get(OBJECT, "check");
    expect(inputs).toMatchObject({ bucket: "the-bucket", key: "unsigned/abcd.zip" });
    expect(await (inputs["source"] as asset.FileAsset).path).toBe("./dist/abcd.zip");
    const order = recording.resources.map(({ type }) => type);
    expect(order.indexOf("aws:s3/bucketVersioning:BucketVersioning")).toBeLessThan(order.indexOf(OBJECT));
  });

  it("signs that version, and says where the signed archive is", async () => {
    const { recording, signed } = await build();
    expect(recording.get(JOB, "check").inputs).toEqual({
      profileName: "the_profile",
      source: { s3: { bucket: "the-bucket", key: "unsigned/abcd.zip", version: "version-1" } },
      destination: { s3: { bucket: "the-bucket", prefix: "signed/" } },
    });
    expect(await recording.valueOf(signed.bucket)).toBe("the-bucket");
    expect(await recording.valueOf(signed.key)).toBe("signed/job.zip");
  });

  it("keeps the bucket closed, spoken to over TLS alone, and no obstacle to a destroy", async () => {
    const { recording } = await build();
    expect(recording.get("aws:s3/bucket:Bucket", "check-code").inputs).toEqual({ forceDestroy: true });
    const block = recording.get(
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
      "check-code",
    ).inputs;
    expect(block).toEqual({
      bucket: "the-bucket",
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    const { policy } = recording.get("aws:s3/bucketPolicy:BucketPolicy", "check-code").inputs;
    expect(JSON.parse(String(policy))).toMatchObject({
      Statement: [
        {
          Effect: "Deny",
          Action: "s3:*",
          Resource: ["arn:aws:s3:::the-bucket", "arn:aws:s3:::the-bucket/*"],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    });
  });

  it.each([[[]], [[{}]], [[{ s3s: [] }]]])(
    "does not guess where the archive is if a job names %j",
    (signed) => {
      expect(() => keyOf(signed)).toThrow(/names no signed object.*list-signing-jobs/);
    },
  );

  it("is previewed before anything exists", async () => {
    const { recording, signed } = await build({ preview: true });
    expect(recording.get(JOB, "check").inputs).toMatchObject({
      profileName: UNKNOWN,
      source: { s3: { key: "unsigned/abcd.zip", version: UNKNOWN } },
    });
    expect(recording.get(CONFIG, "check").inputs).toMatchObject({
      allowedPublishers: { signingProfileVersionArns: [UNKNOWN] },
    });
    expect(await recording.valueOf(signed.key)).toBeUndefined();
  });
});
