import { readFileSync } from "node:fs";
import { join } from "node:path";
import grpc from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { listResources } from "../src/index.ts";
import { Sandbox } from "./pulumi.ts";
import { ServedProcess } from "./served-process.ts";

/** How much the time of a creation and the memory may grow. */
const LIMIT = 4 / 3;
/** Creations that are timed at each size. */
const SAMPLE = 200;
/** Creations of a process before it is measured. */
const WARM_UP = 600;

interface Size {
  resources: number;
  /** Median of the time of a check and a creation, in milliseconds. */
  create: number;
  /** Resident memory of the process, in MB. */
  memory: number;
}

/** The provider's protocol as an engine speaks it, without an engine. */
class Client {
  readonly #client: InstanceType<typeof services.ResourceProviderClient>;
  constructor(port: string) {
    this.#client = new services.ResourceProviderClient(
      `127.0.0.1:${port}`,
      grpc.credentials.createInsecure(),
    );
  }

  async configure(): Promise<void> {
    const request = new provider.ConfigureRequest();
    request.setArgs(struct.Struct.fromJavaScript({ region: "eu-central-1" }));
    await new Promise<void>((resolve, reject) =>
      this.#client.configure(request, (error: grpc.ServiceError | null) =>
        error ? reject(error) : resolve(),
      ),
    );
  }

  /** Checks and creates a resource; its ID. */
  async create(type: string, name: string, inputs: Record<string, struct.JavaScriptValue>): Promise<string> {
    const urn = `urn:pulumi:local::scale::${type}::${name}`;
    const check = new provider.CheckRequest();
    check.setUrn(urn);
    check.setNews(struct.Struct.fromJavaScript(inputs));
    check.setRandomseed(Buffer.from(name));
    const checked = await new Promise<provider.CheckResponse>((resolve, reject) =>
      this.#client.check(check, (error: grpc.ServiceError | null, response: provider.CheckResponse) =>
        error ? reject(error) : resolve(response),
      ),
    );
    const failures = checked
      .getFailuresList()
      .map((failure) => `${failure.getProperty()}: ${failure.getReason()}`);
    if (failures.length > 0) throw new Error(failures.join("; "));
    const creation = new provider.CreateRequest();
    creation.setUrn(urn);
    creation.setProperties(checked.getInputs());
    const created = await new Promise<provider.CreateResponse>((resolve, reject) =>
      this.#client.create(creation, (error: grpc.ServiceError | null, response: provider.CreateResponse) =>
        error ? reject(error) : resolve(response),
      ),
    );
    return created.getId();
  }

  close(): void {
    this.#client.close();
  }
}

/**
 * Creates resources by the provider's protocol in a process of its own: eight VPC's worth of subnets, security groups,
 * roles and log groups, again and again. Both sizes are measured in one run, each in a
 * fresh process after the same warm-up; the memory of the one that created them all is printed beside.
 */
export function scaleSuite(total: number): void {
  describe(`${total} resources in the store`, () => {
    let sandbox: Sandbox;
    let server: ServedProcess;
    let client: Client;
    let vpcId = "";
    let created = 0;
    beforeAll(async () => {
      sandbox = await Sandbox.create();
      await start();
    });
    afterAll(async () => {
      client.close();
      await server.kill();
      await sandbox.close();
    });

    const start = async (): Promise<void> => {
      const script = join(import.meta.dirname, "serve.ts");
      server = await ServedProcess.start(script, [sandbox.storePath], sandbox.environment());
      client = new Client(/aws:(\d+)/.exec(server.address)?.[1] ?? "");
      await client.configure();
    };

    /** One more resource: every 100 a VPC, in it subnets and groups; beside it roles and log groups. */
    const next = async (): Promise<void> => {
      const index = created++;
      const name = `r${index}`;
      if (index % 100 === 0) {
        vpcId = await client.create("aws:ec2/vpc:Vpc", name, { cidrBlock: "10.0.0.0/16" });
        return;
      }
      const kinds: [string, Record<string, struct.JavaScriptValue>][] = [
        ["aws:ec2/subnet:Subnet", { vpcId, cidrBlock: `10.0.${index % 100}.0/24` }],
        ["aws:ec2/securityGroup:SecurityGroup", { vpcId, description: name, tags: { Name: name } }],
        [
          "aws:iam/role:Role",
          {
            assumeRolePolicy: JSON.stringify({ Version: "2012-10-17", Statement: [] }),
            tags: { Name: name },
          },
        ],
        ["aws:cloudwatch/logGroup:LogGroup", { name, retentionInDays: 7 }],
      ];
      const [type, inputs] = kinds[index % kinds.length] as (typeof kinds)[number];
      await client.create(type, name, inputs);
    };

    const measure = async (): Promise<Size> => {
      const times: number[] = [];
      for (let count = 0; count < SAMPLE; count++) {
        const start = performance.now();
        await next();
        times.push(performance.now() - start);
      }
      const middle = times.sort((a, b) => a - b)[SAMPLE / 2] ?? 0;
      return { resources: created, create: middle, memory: residentMemory(server.pid) };
    };

    it("neither a creation's time nor the memory grows by more than a third", async () => {
      // Compiled code, caches and the heap's first size are not growth.
      const warmUp = async (): Promise<void> => {
        for (let count = 0; count < WARM_UP; count++) await next();
      };
      await warmUp();
      const small = await measure();
      while (created < total - WARM_UP - SAMPLE) await next();
      const old = residentMemory(server.pid);
      // As many calls for a process of the same age: what is left is the size of the store.
      client.close();
      await server.kill();
      await start();
      await warmUp();
      const large = await measure();
      for (const { resources, create, memory } of [small, large]) {
        process.stdout.write(
          `${resources} resources: ${create.toFixed(2)} ms for a creation, ${memory.toFixed(0)} MB\n`,
        );
      }
      process.stdout.write(`the process that created them: ${old.toFixed(0)} MB\n`);
      expect(listResources(sandbox.storePath)).toHaveLength(total);
      expect(large.create / small.create).toBeLessThan(LIMIT);
      expect(large.memory / small.memory).toBeLessThan(LIMIT);
    }, 600_000);
  });
}

/** https://man7.org/linux/man-pages/man5/proc_pid_status.5.html */
function residentMemory(pid: number): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? NaN) / 1024;
}
