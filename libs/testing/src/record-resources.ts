import { type Output, type ResourceTransform, runtime } from "@pulumi/pulumi";
import { acceptTransforms } from "./accept-transforms.ts";
import { plainInputs } from "./plain-inputs.ts";

export { UNKNOWN } from "./plain-inputs.ts";

/** One registration of a program under test. */
export interface RecordedResource {
  /** For example `aws:ec2/vpc:Vpc`. */
  type: string;
  name: string;
  urn: string;
  /** URN of the component that it is a child of; the empty string for one of the program itself. */
  parent: string;
  /**
   * As the program gave them; outputs of other resources are resolved, secrets are plain. In a preview what is not known
   * yet is {@link UNKNOWN}.
   */
  inputs: Record<string, unknown>;
  /** Names of the inputs that are secret, or have a secret in them. */
  secretInputs: string[];
  /** The reference of the explicit provider; the empty string for one that has none. */
  provider: string;
  /** Of a remote component: the references of the providers that it hands down, by package. */
  providers: Record<string, string>;
  custom: boolean;
  /** A component that a plugin constructs, as of @pulumi/eks. Its children are made there, and not seen here. */
  remote: boolean;
  /** The transforms that it was given for itself and its children. They are not run. */
  transforms: ResourceTransform[];
}

/** What a program under test has registered so far. */
export interface Recording {
  readonly resources: readonly RecordedResource[];
  /** The resources of a type, in the order of their registration. */
  ofType(type: string): RecordedResource[];
  /** The one resource with this type and name. Throws an `Error` that lists the names there are. */
  get(type: string, name: string): RecordedResource;
  /** The children of a component, in the order of their registration; of the program without one. */
  childrenOf(component?: RecordedResource): RecordedResource[];
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
   * As in the preview of a stack that is not deployed: ids, and whatever the program did not give itself, are unknown.
   * @default false
   */
  preview?: boolean;
  /**
   * What the cloud would add to a resource; `id` is its ID, for a program that looks at the form of one. Each resource has
   * an ID and an ARN without it. Of a preview: what is known all the same, and no ID.
   * @default nothing
   */
  computed?: (resource: RecordedResource) => Record<string, unknown>;
  /**
   * What a function of a provider answers, for example `aws:iam/getPolicyDocument:getPolicyDocument`.
   * @default an error that names the function
   */
  call?: (token: string, inputs: Record<string, unknown>) => Record<string, unknown>;
}

/** What the mocks of the SDK do not hand on. Of the generated classes of protobuf. */
interface RegisterRequest {
  getParent(): string;
  getRemote?(): boolean;
  getTransformsList?(): { getToken(): string }[];
  getProvidersMap?(): { toObject(): [string, string][] };
}

interface MockMonitor {
  newUrn(parent: string, type: string, name: string): string;
  registerResource(request: RegisterRequest, callback: unknown): unknown;
  readResource(request: RegisterRequest, callback: unknown): unknown;
}

/**
 * Puts Pulumi's mocks under the program that follows, and records what it registers. Ids and ARNs are made from
 * names: `vpc-id` and `arn:aws:mock:eu-central-1:111111111111:vpc`. Transforms are recorded and do not run; a provider's `defaultTags`
 * are not merged: that is for ephemeralStack().
 */
export async function recordResources(options: RecordOptions): Promise<Recording> {
  const { preview = false } = options;
  const resources: RecordedResource[] = [];
  let request: RegisterRequest | undefined;
  // The SDK keeps the stack of each of its many promises, and under Jest each is mapped to its source: five times
  // the time of all else. They are taken again once everything is registered.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  await runtime.setMocks(
    {
      call: ({ token, inputs }) => {
        if (options.call !== undefined) return options.call(token, plainInputs(inputs).plain);
        const message = `The program calls ${token}, which this test does not expect; answer it with the option "call"`;
        // The SDK reads the details of a gRPC error, and nothing else of it.
        throw Object.assign(new Error(message), { details: message });
      },
      newResource: (args) => {
        const parent = request?.getParent() ?? "";
        const { plain, secrets } = plainInputs(args.inputs as Record<string, unknown>);
        const resource: RecordedResource = {
          type: args.type,
          name: args.name,
          urn: monitor.newUrn(parent, args.type, args.name),
          parent: isStack(parent) ? "" : parent,
          inputs: plain,
          secretInputs: secrets,
          provider: args.provider ?? "",
          providers: Object.fromEntries(request?.getProvidersMap?.().toObject() ?? []),
          custom: args.custom ?? false,
          remote: request?.getRemote?.() ?? false,
          transforms: (request?.getTransformsList?.() ?? []).map((it) => transformOf(it.getToken())),
        };
        resources.push(resource);
        const { id = `${args.name}-id`, ...computed } = options.computed?.(resource) ?? {};
        const known = { ...(args.inputs as Record<string, unknown>), ...computed };
        if (preview) return { id: undefined, state: known };
        const arn = `arn:aws:mock:eu-central-1:111111111111:${args.name}`;
        return { id: String(id), state: { arn, ...known } };
      },
    },
    options.project,
    options.stack ?? "dev",
    preview,
    "organization",
  );
  const transformOf = acceptTransforms();
  const monitor = runtime.getMonitor() as unknown as MockMonitor;
  for (const method of ["registerResource", "readResource"] as const) {
    const original = monitor[method].bind(monitor);
    monitor[method] = (given, callback) => {
      // The mocks are asked before the first await of the original.
      request = given;
      try {
        return original(given, callback);
      } finally {
        request = undefined;
      }
    };
  }
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
    childrenOf: (component) => resources.filter(({ parent }) => parent === (component?.urn ?? "")),
    settled: async () => {
      await runtime.disconnect();
      Error.stackTraceLimit = stackTraceLimit;
    },
    valueOf: (output) => (output as unknown as { promise(): Promise<never> }).promise(),
  };
}

/** Whether a URN is that of the stack itself, which is the parent of what has no other. */
function isStack(urn: string): boolean {
  return urn.split("::")[2] === "pulumi:pulumi:Stack";
}
