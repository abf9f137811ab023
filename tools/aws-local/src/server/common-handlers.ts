import provider from "@pulumi/pulumi/proto/provider_pb.js";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import type { LocalPackage } from "@strata/environment";
import { unary, unimplemented } from "./calls.ts";
import { versionOf } from "./versions.ts";

/** The handlers that are the same for all packages. */
export function commonHandlers(name: LocalPackage) {
  return {
    parameterize: unimplemented("Parameterize"),
    call: unimplemented("Call"),
    list: unimplemented("List"),
    construct: unimplemented("Construct"),
    getMapping: unary(() => new provider.GetMappingResponse()),
    getMappings: unary(() => new provider.GetMappingsResponse()),
    cancel: unary(() => new empty.Empty()),
    attach: unary(() => new empty.Empty()),
    getPluginInfo: unary(() => {
      const response = new plugin.PluginInfo();
      response.setVersion(versionOf(name));
      return response;
    }),
    getSchema: unary(() => {
      const response = new provider.GetSchemaResponse();
      response.setSchema(JSON.stringify({ name, version: versionOf(name) }));
      return response;
    }),
    handshake: unary(() => handshakeResponse()),
    configure: unary(() => configureResponse()),
  };
}

/** Secrets arrive marked and are returned marked; references to resources arrive as their IDs. */
export function handshakeResponse(): provider.ProviderHandshakeResponse {
  const response = new provider.ProviderHandshakeResponse();
  response.setAcceptSecrets(true);
  response.setAcceptResources(false);
  response.setAcceptOutputs(false);
  response.setSupportsAutonamingConfiguration(true);
  return response;
}

/** See {@link handshakeResponse}. */
export function configureResponse(): provider.ConfigureResponse {
  const response = new provider.ConfigureResponse();
  response.setAcceptsecrets(true);
  response.setAcceptresources(false);
  response.setAcceptoutputs(false);
  response.setSupportspreview(true);
  response.setSupportsAutonamingConfiguration(true);
  return response;
}
