import { RedriveAllowPolicy } from "@pulumi/aws/sqs/redriveAllowPolicy.js";
import type { Queue } from "@pulumi/aws/sqs/queue.js";
import { ComponentResource, type ComponentResourceOptions, type Input, jsonStringify } from "@pulumi/pulumi";
import { encryptedQueue } from "./encrypted-queue.ts";
import { MAX_RECEIVE_COUNT, visibilityTimeout } from "./limits.ts";

export interface RequestQueueArgs {
  /** Encrypts the messages. */
  dataKeyArn: Input<string>;
  /** Of the function that takes the messages, in seconds. */
  timeout: number;
}

/** A queue of requests to a function, and one for those that it could not do in several attempts. */
export class RequestQueue extends ComponentResource {
  readonly requests: Queue;
  /** Send them back with `aws sqs start-message-move-task` once the reason is gone. */
  readonly unprocessed: Queue;

  constructor(name: string, args: RequestQueueArgs, options?: ComponentResourceOptions) {
    super("strata:lambda:RequestQueue", name, {}, options);
    const keyArn = args.dataKeyArn;
    this.unprocessed = encryptedQueue(`${name}-unprocessed`, { keyArn }, { parent: this });
    this.requests = encryptedQueue(
      name,
      {
        keyArn,
        visibilityTimeoutSeconds: visibilityTimeout(args.timeout),
        redrive: { deadLetterTargetArn: this.unprocessed.arn, maxReceiveCount: MAX_RECEIVE_COUNT },
      },
      { parent: this },
    );
    this.allowRedrive(name);
    this.registerOutputs({ requestQueueArn: this.requests.arn });
  }

  /** No other queue puts its messages there. */
  private allowRedrive(name: string): void {
    const policy = { redrivePermission: "byQueue", sourceQueueArns: [this.requests.arn] };
    new RedriveAllowPolicy(
      name,
      { queueUrl: this.unprocessed.url, redriveAllowPolicy: jsonStringify(policy) },
      { parent: this },
    );
  }
}
