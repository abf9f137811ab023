import { readFileSync } from "node:fs";
import { join } from "node:path";
import grpc from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { listResources } from "../src/index.ts";
import { SERVER_NODE_OPTIONS } from "../src/server/node-options.ts";
import { Sandbox } from "./pulumi.ts";
import { ServedProcess } from "./served-process.ts";
import { TRUST_POLICY } from "./trust-policy.ts";

/** How much the time of a creation of any type, and the memory, may grow. */
const LIMIT = 4 / 3;
const SMALL = 500;
/** At each size: how often creations are timed, and how many of each type at a time. */
const ROUNDS = 5;
const SAMPLE = 25;
/** Rounds before the first that counts, so that compiled code is no gain of the larger size. */
const WARM_UP_ROUNDS = 10;

type Inputs = Record<string, struct.JavaScriptValue>;

/** What a process needs, in MB. */
interface Memory {
  resident: number;
  /** After a garbage collection. */
  heap: number;
  external: number;
}

/** The process that serves the store: what it runs, and how. */
export interface ServingProcess {
  /** Absolute path of a script that is given the store, and answers as serve.ts does. */
  readonly script: string;
  readonly nodeOptions: readonly string[];
  /** Whether the time of a creation is compared; one process does for all, as what serves is the same code. @default true */
  readonly times?: boolean;
}

/** The embedded AWS and nothing else, as the engine starts it and as it is kept warm. */
const ALONE: ServingProcess = {
  script: join(import.meta.dirname, "serve.ts"),
  nodeOptions: SERVER_NODE_OPTIONS,
};

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

  async delete(type: string, name: string, id: string): Promise<void> {
    const deletion = new provider.DeleteRequest();
    deletion.setUrn(`urn:pulumi:local::scale::${type}::${name}`);
    deletion.setId(id);
    await new Promise<void>((resolve, reject) =>
      this.#client.delete(deletion, (error: grpc.ServiceError | null) => (error ? reject(error) : resolve())),
    );
  }

  close(): void {
    this.#client.close();
  }
}

/** The types that a store is filled with and that are timed, in the VPC that is given. */
function kinds(vpcId: string, name: string, index: number): [string, Inputs][] {
  const assumeRolePolicy = TRUST_POLICY;
  return [
    ["aws:ec2/subnet:Subnet", { vpcId, cidrBlock: `10.0.${index % 256}.0/24` }],
    ["aws:ec2/securityGroup:SecurityGroup", { vpcId, description: name, tags: { Name: name } }],
    ["aws:iam/role:Role", { assumeRolePolicy, tags: { Name: name } }],
    ["aws:cloudwatch/logGroup:LogGroup", { name, retentionInDays: 7 }],
  ];
}

/**
 * Fills a store by the provider's protocol, 99 subnets, security groups, roles and log groups to a VPC, and measures the
 * one process that makes them all when it has made 500 and when it has made all. Times are of each type, since a mean
 * would hide one that grows; what is timed is deleted again, so that each round is at the same size.
 */
export function scaleSuite(
  total: number,
  { script, nodeOptions, times = true }: ServingProcess = ALONE,
): void {
  describe(`${total} resources in the store`, () => {
    let sandbox: Sandbox;
    let server: ServedProcess;
    let client: Client;
    beforeAll(async () => {
      sandbox = await Sandbox.create();
      server = await ServedProcess.start(script, [sandbox.storePath], sandbox.environment(), [
        ...nodeOptions,
        "--expose-gc",
      ]);
      client = new Client(/aws:(\d+)/.exec(server.address)?.[1] ?? "");
      await client.configure();
    });
    afterAll(async () => {
      client.close();
      await server.kill();
      await sandbox.close();
    });

    const vpc = (name: string) => client.create("aws:ec2/vpc:Vpc", name, { cidrBlock: "10.0.0.0/16" });
    let created = 0;
    let vpcId = "";
    const fillTo = async (size: number): Promise<void> => {
      for (; created < size; created++) {
        const name = `r${created}`;
        if (created % 100 === 0) vpcId = await vpc(name);
        else {
          const all = kinds(vpcId, name, created % 100);
          await client.create(...withName(all[created % all.length] as (typeof all)[number], name));
        }
      }
    };

    /** Milliseconds that a check and a creation take, the median of each type. */
    const round = async (): Promise<Map<string, number>> => {
      const roundVpc = await vpc("round");
      const made: [type: string, name: string, id: string][] = [];
      const times = new Map<string, number[]>();
      for (let index = 0; index < SAMPLE; index++) {
        const name = `round${index}`;
        for (const kind of kinds(roundVpc, name, index)) {
          const start = performance.now();
          const id = await client.create(...withName(kind, name));
          times.set(kind[0], [...(times.get(kind[0]) ?? []), performance.now() - start]);
          made.push([kind[0], name, id]);
        }
      }
      for (const resource of made) await client.delete(...resource);
      await client.delete("aws:ec2/vpc:Vpc", "round", roundVpc);
      return new Map([...times].map(([type, all]) => [type, median(all)]));
    };
    const rounds = async (): Promise<Map<string, number[]>> => {
      const all: Map<string, number>[] = [];
      for (let count = 0; count < ROUNDS; count++) all.push(await round());
      const types = [...(all[0]?.keys() ?? [])];
      return new Map(types.map((type) => [type, all.map((times) => times.get(type) ?? NaN)]));
    };
    const memory = async (): Promise<Memory> => {
      // Before the collection that the other figures need.
      const resident = residentMemory(server.pid);
      const { heapUsed, external } = JSON.parse(await server.ask("SIGUSR2")) as NodeJS.MemoryUsage;
      return { resident, heap: heapUsed / 2 ** 20, external: external / 2 ** 20 };
    };

    it("neither a creation's time nor the process's memory grows by more than a third", async () => {
      await fillTo(SMALL);
      const smallMemory = await memory();
      for (let count = 0; count < WARM_UP_ROUNDS; count++) await round();
      const small = await rounds();
      await fillTo(total);
      const large = await rounds();
      const largeMemory = await memory();

      const growth = new Map<string, number>();
      for (const [type, before] of small) {
        const after = large.get(type) ?? [];
        // Of the best rounds: what others do on the machine only adds to a time.
        if (times) growth.set(type, Math.min(...after) / Math.min(...before));
        process.stdout.write(`${type}: ${timesText(before)}, then ${timesText(after)}\n`);
      }
      for (const figure of ["resident", "heap", "external"] as const) {
        const [before, after] = [smallMemory[figure], largeMemory[figure]];
        growth.set(figure, after / before);
        process.stdout.write(`${figure}: ${before.toFixed(1)} MB, then ${after.toFixed(1)} MB\n`);
      }
      expect(listResources(sandbox.storePath)).toHaveLength(total);
      expect([...growth].filter(([, ratio]) => !(ratio < LIMIT))).toEqual([]);
    }, 600_000);
  });
}

function withName([type, inputs]: [string, Inputs], name: string): [string, string, Inputs] {
  return [type, name, inputs];
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

function timesText(medians: readonly number[]): string {
  const [low, middle, high] = [Math.min(...medians), median(medians), Math.max(...medians)];
  return `${middle.toFixed(2)} ms (${low.toFixed(2)}–${high.toFixed(2)})`;
}

/** https://man7.org/linux/man-pages/man5/proc_pid_status.5.html */
function residentMemory(pid: number): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? NaN) / 1024;
}
