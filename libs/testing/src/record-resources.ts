import { type Output, runtime } from "@pulumi/pulumi";

/** One registration of a program under test. */
export interface RecordedResource {
  /** For example `aws:ec2/vpc:Vpc`. */
  type: string;
  name: string;
  /** As the program gave them; outputs of other resources are resolved. */
  inputs: Record<string, unknown>;
  /** The reference of the explicit provider; the empty string for one that has none. */
  provider: string;
  custom: boolean;
}

/** What a program under test has registered so far. */
export interface Recording {
  readonly resources: readonly RecordedResource[];
  /** The resources of a type, in the order of their registration. */
  ofType(type: string): RecordedResource[];
  /** The one resource with this type and name. Throws an `Error` that lists the names there are. */
  get(type: string, name: string): RecordedResource;
  /** Resolves when everything that the program has started to register is registered. */
  settled(): Promise<void>;
  /** The value of an output, `undefined` if it is unknown. */
  valueOf<Value>(output: Output<Value>): Promise<Value>;
}

export interface RecordOptions {
  project: string;
  /** The environment. @default "dev" */
  stack?: string;
  /**
   * What the cloud would add to a resource. Each resource has an ARN without it.
   * @default nothing
   */
  computed?: (resource: RecordedResource) => Record<string, unknown>;
}

/**
 * Puts Pulumi's mocks under the program that follows, and records what it registers. Ids and ARNs are made from
 * names: `vpc-id` and `arn:aws:mock:eu-central-1:111111111111:vpc`.
 */
export async function recordResources(options: RecordOptions): Promise<Recording> {
  const resources: RecordedResource[] = [];
  // The SDK keeps the stack of each of its many promises, and under Jest each is mapped to its source: five times
  // the time of all else. They are taken again once everything is registered.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  await runtime.setMocks(
    {
      call: ({ token }) => {
        throw new Error(`The program calls ${token}, which this test does not expect`);
      },
      newResource: (args) => {
        const resource = { ...args, provider: args.provider ?? "", custom: args.custom ?? false };
        resources.push(resource as RecordedResource);
        const inputs = args.inputs as Record<string, unknown>;
        const arn = `arn:aws:mock:eu-central-1:111111111111:${args.name}`;
        const state = { arn, ...inputs, ...options.computed?.(resource as RecordedResource) };
        return { id: `${args.name}-id`, state };
      },
    },
    options.project,
    options.stack ?? "dev",
    false,
    "organization",
  );
  return {
    resources,
    ofType: (type) => resources.filter((resource) => resource.type === type),
    get: (type, name) => {
      const all = resources.filter((resource) => resource.type === type);
      const found = all.find((resource) => resource.name === name);
      if (found === undefined)
        throw new Error(`No ${type} "${name}". There is: ${all.map((it) => it.name).join(", ")}`);
      return found;
    },
    settled: async () => {
      await runtime.disconnect();
      Error.stackTraceLimit = stackTraceLimit;
    },
    valueOf: (output) => (output as unknown as { promise(): Promise<never> }).promise(),
  };
}
