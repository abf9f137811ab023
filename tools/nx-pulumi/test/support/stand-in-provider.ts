// A plugin in the place of the real AWS provider, for tests of what surrounds it. It writes down how it is configured,
// becomes the role that it is told to become at the endpoint that it is told to use, and makes whatever it is asked for.
import grpc from "@grpc/grpc-js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import { appendFileSync } from "node:fs";

interface Settings {
  endpoints: { sts: string }[];
  assumeRoles: { roleArn: string; sessionName: string }[];
}

const RECORD = process.env["STRATA_TEST_RECORD"] ?? "";
const record = (line: unknown): void => appendFileSync(RECORD, `${JSON.stringify(line)}\n`);

/** The engine hands nested settings over as JSON. */
function settingsOf(request: { getVariablesMap(): Iterable<[string, string]> }): Settings {
  const entries = [...request.getVariablesMap()].map(([key, value]) => {
    const name = key.replace(/^aws:config:/, "");
    return [name, value.startsWith("[") || value.startsWith("{") ? JSON.parse(value) : value];
  });
  return Object.fromEntries(entries) as Settings;
}

/** The ARN of the session that STS at the endpoint gives for the role. */
async function assumeRole({ endpoints, assumeRoles }: Settings): Promise<string> {
  const [role] = assumeRoles;
  const response = await fetch(endpoints[0]?.sts ?? "", {
    method: "POST",
    body: new URLSearchParams({
      Action: "AssumeRole",
      Version: "2011-06-15",
      RoleArn: role?.roleArn ?? "",
      RoleSessionName: role?.sessionName ?? "",
    }),
    headers: {
      Authorization:
        "AWS4-HMAC-SHA256 Credential=emulator/20260101/us-east-1/sts/aws4_request, SignedHeaders=host, Signature=0",
    },
  });
  return /<Arn>([^<]+)<\/Arn>/.exec(await response.text())?.[1] ?? `HTTP ${response.status}`;
}

// Messages of gRPC as @pulumi/pulumi generates them; there are no types for half of them.
/* eslint-disable @typescript-eslint/no-explicit-any */
type Handler = (request: any) => any;
const all = messages as any;
const message = (name: string, fill: (it: any) => void = () => undefined) => {
  const it = new all[name]();
  fill(it);
  return it;
};

const handlers: Record<string, Handler> = {
  getPluginInfo: () => {
    const info = new (plugin as any).PluginInfo();
    info.setVersion("7.48.0");
    return info;
  },
  checkConfig: (request) => message("CheckResponse", (it) => it.setInputs(request.getNews())),
  diffConfig: () => message("DiffResponse"),
  configure: async (request) => {
    const settings = settingsOf({ getVariablesMap: () => request.getVariablesMap().toArray() });
    record({ settings, session: await assumeRole(settings) });
    return message("ConfigureResponse", (it) => it.setAcceptsecrets(false));
  },
  check: (request) => message("CheckResponse", (it) => it.setInputs(request.getNews())),
  diff: () => message("DiffResponse", (it) => it.setChanges(1)),
  create: (request) =>
    message("CreateResponse", (it) => {
      it.setId(request.getPreview() ? "" : `stand-in-${request.getName()}`);
      it.setProperties(request.getProperties());
    }),
  // Nothing is there any more: an emulator that was started again has forgotten it.
  read: (request) => {
    record({ read: request.getUrn() });
    return message("ReadResponse");
  },
  delete: () => new empty.Empty(),
  invoke: () => message("InvokeResponse"),
  cancel: () => new empty.Empty(),
};
/* eslint-enable @typescript-eslint/no-explicit-any */

const server = new grpc.Server();
server.addService(
  services.ResourceProviderService as unknown as grpc.ServiceDefinition,
  Object.fromEntries(
    Object.entries(handlers).map(([name, handler]) => [
      name,
      (call: { request: unknown }, callback: (error: Error | null, value?: unknown) => void) => {
        Promise.resolve()
          .then((): unknown => handler(call.request))
          .then((value) => callback(null, value), callback);
      },
    ]),
  ),
);
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (_error, port) => console.log(port));
