import type provider from "@pulumi/pulumi/proto/provider_pb.js";
import { assertLocalUrn } from "../protocol/local-only.ts";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import type plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import { checkResponse, read, unary } from "./calls.ts";
import { configurationDiff } from "./aws-configuration.ts";
import { commonHandlers, configureResponse, handshakeResponse } from "./common-handlers.ts";
import { Connections } from "./connections.ts";

/**
 * The gRPC handlers of the package `eks`: components only.
 *
 * @param startingEngine the address of the engine that started this process, if one did
 */
export function eksHandlers(startingEngine: string) {
  const engines = new Connections<string>();
  return {
    ...commonHandlers("eks"),
    handshake: unary<provider.ProviderHandshakeRequest, provider.ProviderHandshakeResponse>(
      ({ request, peer }) => {
        engines.set(peer, request.getEngineAddress());
        const response = handshakeResponse();
        response.setAcceptResources(true);
        response.setAcceptOutputs(true);
        return response;
      },
    ),
    attach: unary<plugin.PluginAttach, empty.Empty>(({ request, peer }) => {
      engines.set(peer, request.getAddress());
      return new empty.Empty();
    }),
    checkConfig: unary<provider.CheckRequest, provider.CheckResponse>(({ request }) => {
      assertLocalUrn(request.getUrn());
      return checkResponse(read(request.getNews()), []);
    }),
    diffConfig: unary<provider.DiffRequest, provider.DiffResponse>(({ request }) => {
      assertLocalUrn(request.getUrn());
      return configurationDiff(request);
    }),
    configure: unary<provider.ConfigureRequest, provider.ConfigureResponse>(({ request }) => {
      if (request.hasUrn()) assertLocalUrn(request.getUrn() ?? "");
      const response = configureResponse();
      response.setAcceptresources(true);
      response.setAcceptoutputs(true);
      return response;
    }),
    construct: unary<provider.ConstructRequest, provider.ConstructResponse>(async ({ request, peer }) => {
      // Loaded when first needed: it brings the Pulumi SDK with it.
      const { construct } = await import("../components/construct.ts");
      return construct(request, engines.get(peer) ?? startingEngine);
    }),
  };
}
