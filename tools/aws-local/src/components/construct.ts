import type { ComponentResourceOptions } from "@pulumi/pulumi";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { assertLocalStack } from "../protocol/local-only.ts";
import { optionsOf } from "./component-options.ts";
import { constructComponent } from "./component-types.ts";
import { providerServer, rpc, settings } from "./sdk-internals.ts";
import { valueOf, withEngine } from "./with-engine.ts";

/**
 * Constructs a component for one engine, beside others for other engines: each call has a store of its own for what the
 * SDK keeps for a program. Rejects with the component's error, or with that of one of its children.
 *
 * @param engineAddress where the engine that asks takes log messages
 */
export function construct(
  request: provider.ConstructRequest,
  engineAddress: string,
): Promise<provider.ConstructResponse> {
  assertLocalStack(request.getStack(), `the component ${request.getType()} "${request.getName()}"`);
  return withEngine(request, engineAddress, () => run(request));
}

async function run(request: provider.ConstructRequest): Promise<provider.ConstructResponse> {
  const inputs = await providerServer.deserializeInputs(
    request.getInputs(),
    request.getInputdependenciesMap(),
  );
  const options: ComponentResourceOptions = optionsOf(request);
  const { urn, outputs } = constructComponent(request.getType(), request.getName(), inputs, options);
  const response = new provider.ConstructResponse();
  response.setUrn(await valueOf(urn));
  await addState(response, `construct(${request.getType()}, ${request.getName()})`, outputs);
  // Not before every child is registered.
  await settings.waitForRPCs();
  return response;
}

async function addState(
  response: provider.ConstructResponse,
  label: string,
  outputs: Record<string, unknown>,
): Promise<void> {
  const [properties, dependencies] = await rpc.serializeResourceProperties(label, outputs);
  for (const [key, resources] of dependencies) {
    const urns = await Promise.all([...resources].map((resource) => valueOf(resource.urn)));
    const message = new provider.ConstructResponse.PropertyDependencies();
    message.setUrnsList(urns);
    response.getStatedependenciesMap().set(key, message);
  }
  response.setState(struct.Struct.fromJavaScript(properties as Record<string, never>));
}
