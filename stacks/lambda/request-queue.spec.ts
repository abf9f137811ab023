import { Provider } from "@pulumi/aws/provider.js";
import { recordResources, resourceList, UNKNOWN } from "@strata/testing";
import { MAX_RECEIVE_COUNT, maximumConcurrency, visibilityTimeout } from "./limits.ts";
import { RequestQueue } from "./request-queue.ts";

const QUEUE = "aws:sqs/queue:Queue";
const arnOf = (name: string) => `arn:aws:mock:eu-central-1:111111111111:${name}`;

async function build({ preview = false } = {}) {
  const recording = await recordResources({
    project: "lambda",
    preview,
    computed: ({ type, name }) => (type === QUEUE && !preview ? { url: `https://sqs/${name}` } : {}),
  });
  new RequestQueue(
    "requests",
    { dataKeyArn: "arn:data", timeout: 15 },
    { provider: new Provider("aws", {}) },
  );
  await recording.settled();
  return recording;
}

describe("RequestQueue", () => {
  it("consists of this, which a reviewer reads", async () => {
    expect(resourceList(await build())).toMatchSnapshot();
  });

  it("puts aside what was received five times, where no other queue may put anything", async () => {
    const recording = await build();
    expect(JSON.parse(String(recording.get(QUEUE, "requests").inputs["redrivePolicy"]))).toEqual({
      deadLetterTargetArn: arnOf("requests-unprocessed"),
      maxReceiveCount: MAX_RECEIVE_COUNT,
    });
    const allow = recording.get("aws:sqs/redriveAllowPolicy:RedriveAllowPolicy", "requests").inputs;
    expect(allow["queueUrl"]).toBe("https://sqs/requests-unprocessed");
    expect(JSON.parse(String(allow["redriveAllowPolicy"]))).toEqual({
      redrivePermission: "byQueue",
      sourceQueueArns: [arnOf("requests")],
    });
  });

  it("encrypts both queues with our key, and refuses whoever comes without TLS", async () => {
    const recording = await build();
    for (const { name, inputs } of recording.ofType(QUEUE)) {
      expect(inputs).toMatchObject({ kmsMasterKeyId: "arn:data", messageRetentionSeconds: 1_209_600 });
      const { policy, queueUrl } = recording.get("aws:sqs/queuePolicy:QueuePolicy", name).inputs;
      expect(queueUrl).toBe(`https://sqs/${name}`);
      expect((JSON.parse(String(policy)) as { Statement: unknown }).Statement).toEqual([
        expect.objectContaining({
          Effect: "Deny",
          Principal: "*",
          Resource: arnOf(name),
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        }),
      ]);
    }
  });

  it("is previewed before its queues exist", async () => {
    const recording = await build({ preview: true });
    expect(recording.get(QUEUE, "requests").inputs["redrivePolicy"]).toBe(UNKNOWN);
    expect(recording.ofType("aws:sqs/queuePolicy:QueuePolicy")).toHaveLength(2);
  });
});

describe("the limits of a queue that a function works off", () => {
  it("hides a message for six times the function's timeout", async () => {
    const recording = await build();
    expect(recording.get(QUEUE, "requests").inputs["visibilityTimeoutSeconds"]).toBe(90);
    expect(visibilityTimeout(30)).toBe(180);
  });

  it.each([
    [2, 2],
    [3, 2],
    [10, 9],
  ])("of %i copies leaves SQS %i", (reserved, expected) => {
    expect(maximumConcurrency(reserved)).toBe(expected);
  });
});
