import grpc from "@grpc/grpc-js";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import structs from "google-protobuf/google/protobuf/struct_pb.js";
import { reasonOf } from "../lock/failures.ts";
import { BootstrapError } from "./bootstrap-error.ts";
import type { Managed } from "./managed.ts";

/** The package of the resources of a backend. */
export const PACKAGE = "strata-state";
const VERSION = "1.0.0";

export interface ServedProvider {
  /** For PULUMI_DEBUG_PROVIDERS. */
  readonly variable: string;
  close(): void;
}

type Properties = Record<string, unknown>;
type Kind = Managed<Properties>;

// Messages of gRPC as @pulumi/pulumi generates them; there are no types for half of them.
/* eslint-disable @typescript-eslint/no-explicit-any */
const all = messages as any;
const make = (name: string, fill: (message: any) => void = () => undefined): any => {
  const message = new all[name]();
  fill(message);
  return message;
};
const properties = (struct: any): Properties => struct?.toJavaScript() ?? {};
const struct = (value: Properties): any => structs.Struct.fromJavaScript(value as any);

/**
 * Serves the provider of a backend's resources to one engine, in this process, on the loopback address. It has no schema, no
 * functions, and nothing secret; deleting is left to people.
 *
 * @param kinds by the name in `strata-state:index:<name>`
 */
export async function serveProvider(kinds: Readonly<Record<string, Managed<any>>>): Promise<ServedProvider> {
  const kindOf = (request: any): Kind => {
    const type = String(request.getUrn()).split("::").at(2)?.split("$").at(-1) ?? "";
    const kind = kinds[type.split(":").at(-1) ?? ""];
    if (kind === undefined) throw new BootstrapError(`There is no resource ${type}`);
    return kind as unknown as Kind;
  };
  const handlers: Record<string, (request: any) => any> = {
    getPluginInfo: () => {
      const info = new (plugin as any).PluginInfo();
      info.setVersion(VERSION);
      return info;
    },
    attach: () => new empty.Empty(),
    checkConfig: (request) => make("CheckResponse", (it) => it.setInputs(request.getNews())),
    diffConfig: () => make("DiffResponse"),
    configure: () => make("ConfigureResponse"),
    check: (request) => make("CheckResponse", (it) => it.setInputs(request.getNews())),
    diff: (request) =>
      make("DiffResponse", (it) => {
        const { identity } = kindOf(request);
        // What was read from the cloud is in the state's outputs, which hold all the inputs too.
        const changed = changedNames(properties(request.getOlds()), properties(request.getNews()));
        it.setChanges(changed.length === 0 ? 1 : 2);
        it.setDiffsList(changed);
        it.setReplacesList(changed.filter((name) => name === identity));
      }),
    create: async (request) => {
      const inputs = properties(request.getProperties());
      const { id, outputs } = await kindOf(request).ensure(inputs);
      return make("CreateResponse", (it) => {
        it.setId(id);
        it.setProperties(struct({ ...inputs, ...outputs }));
      });
    },
    update: async (request) => {
      const inputs = properties(request.getNews());
      const { outputs } = await kindOf(request).ensure(inputs);
      return make("UpdateResponse", (it) => it.setProperties(struct({ ...inputs, ...outputs })));
    },
    read: async (request) => {
      const known = properties(request.getInputs());
      const found = await kindOf(request).read(request.getId(), known);
      return make("ReadResponse", (it) => {
        if (found === undefined) return;
        it.setId(request.getId());
        it.setInputs(struct(found.inputs));
        it.setProperties(struct({ ...found.inputs, ...found.outputs }));
      });
    },
    delete: (request) => {
      throw new BootstrapError(
        `${request.getUrn()} holds state, and is deleted by nobody but people: see tools/state/README.md, Bootstrap.`,
      );
    },
    cancel: () => new empty.Empty(),
  };
  const server = new grpc.Server();
  server.addService(
    services.ResourceProviderService as unknown as grpc.ServiceDefinition,
    Object.fromEntries(Object.entries(handlers).map(([name, handler]) => [name, unary(handler)])),
  );
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  return { variable: `${PACKAGE}:${port}`, close: () => server.forceShutdown() };
}

function unary(handler: (request: any) => any) {
  return (call: { request: unknown }, callback: (error: object | null, value?: unknown) => void): void => {
    Promise.resolve()
      .then((): unknown => handler(call.request))
      .then(
        (value) => callback(null, value),
        (error: unknown) => callback({ code: grpc.status.UNKNOWN, details: messageOf(error) }),
      );
  };
}
/* eslint-enable */

/** What AWS says is for people, apart from defects of ours. */
function messageOf(error: unknown): string {
  if (error instanceof BootstrapError) return error.message;
  if (error instanceof TypeError) return String(error.stack);
  return reasonOf(error);
}

/** The inputs that differ from what is known, by name. */
export function changedNames(known: Properties, wanted: Properties): string[] {
  return Object.keys(wanted)
    .filter((name) => canonical(known[name]) !== canonical(wanted[name]))
    .sort();
}

/** JSON with the members of objects in order. */
function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_key, member: unknown) =>
      typeof member === "object" && member !== null && !Array.isArray(member)
        ? Object.fromEntries(Object.entries(member).sort(([left], [right]) => (left < right ? -1 : 1)))
        : member,
    ) ?? "undefined"
  );
}
