import type plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import type provider from "@pulumi/pulumi/proto/provider_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { unary } from "./calls.ts";
import type { Connections } from "./connections.ts";

/** The handlers in which an engine tells its address, which is kept by connection. */
export function engineHandlers(
  engines: Connections<string>,
  handshakeResponse: () => provider.ProviderHandshakeResponse,
) {
  return {
    handshake: unary<provider.ProviderHandshakeRequest, provider.ProviderHandshakeResponse>(
      ({ request, peer }) => {
        engines.set(peer, request.getEngineAddress());
        return handshakeResponse();
      },
    ),
    attach: unary<plugin.PluginAttach, empty.Empty>(({ request, peer }) => {
      engines.set(peer, request.getAddress());
      return new empty.Empty();
    }),
  };
}
