import provider from "@pulumi/pulumi/proto/provider_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { diffProperties } from "../model/diff.ts";
import type { ProviderInstance } from "../model/instance.ts";
import {
  createResource,
  deleteResource,
  previewCreate,
  previewUpdate,
  readResource,
  type Target,
  updateResource,
} from "../model/lifecycle.ts";
import type { AutonamingRequest } from "../model/naming.ts";
import { PlannedResources } from "../model/planned-resources.ts";
import { regionChanges, type ResourceTypes } from "../model/resource-type.ts";
import { checkResource } from "../model/check.ts";
import { assertLocalUrn } from "../protocol/local-only.ts";
import { parseUrn } from "../protocol/urn.ts";
import { revealAll, type ValueMap } from "../protocol/values.ts";
import type { Store } from "../store/store.ts";
import { cloudOf } from "../invokes/cloud.ts";
import { invoke } from "../invokes/index.ts";
import { tellDerivedReplacements, tellWarnings } from "./warnings.ts";
import { commonHandlers, handshakeResponse } from "./common-handlers.ts";
import { Connections } from "./connections.ts";
import { engineHandlers } from "./engines.ts";
import { Notices } from "./notices.ts";
import { checkResponse, read, unary, write } from "./calls.ts";
import { type AwsConnections, awsConfigurationHandlers, instanceOf } from "./aws-configuration.ts";
import { diffResponse } from "./diff-response.ts";

export interface AwsServices {
  types: ResourceTypes;
  store: () => Store;
  connections: AwsConnections;
  /** The address of the engine that started this process; empty if none did. */
  startingEngine: string;
}

/** The gRPC handlers of the package `aws`. */
export function awsHandlers(services: AwsServices) {
  const { types, connections } = services;
  const engines = new Connections<string>();
  const notices = new Notices();
  /** By engine: an engine serves one run. */
  const planned = new Connections<PlannedResources>();
  const plan = (engine: string, target: Target, inputs: ValueMap): void => {
    const names = planned.get(engine) ?? new PlannedResources();
    planned.set(engine, names);
    names.add(target, inputs);
  };

  const targetOf = (urn: string, instance: ProviderInstance): Target => {
    assertLocalUrn(urn);
    const { type, name } = parseUrn(urn);
    return { type: types.get(type), instance, urn, logicalName: name };
  };

  return {
    ...commonHandlers("aws"),
    ...awsConfigurationHandlers(connections),

    ...engineHandlers(engines, handshakeResponse),

    check: unary<provider.CheckRequest, provider.CheckResponse>(async ({ request, peer }) => {
      const { type, instance, logicalName } = targetOf(request.getUrn(), instanceOf(connections, peer));
      const urn = request.getUrn();
      const { inputs, failures, warnings } = checkResource(
        {
          type,
          instance,
          urn,
          logicalName,
          inputs: read(request.getNews()),
          oldInputs: request.hasOlds() ? read(request.getOlds()) : undefined,
          randomSeed: request.getRandomseed_asU8(),
          autonaming: autonamingOf(request),
          planned: planned.get(engines.get(peer) ?? services.startingEngine),
        },
        services.store(),
        new Date(),
      );
      await tellWarnings(notices, engines.get(peer) ?? services.startingEngine, { type, urn, warnings });
      return checkResponse(inputs, failures);
    }),

    diff: unary<provider.DiffRequest, provider.DiffResponse>(async ({ request, peer }) => {
      const urn = request.getUrn();
      const { type, instance } = targetOf(urn, instanceOf(connections, peer));
      const oldOutputs = revealAll(read(request.getOlds()));
      const newInputs = revealAll(read(request.getNews()));
      const oldInputs = request.hasOldInputs() ? revealAll(read(request.getOldInputs())) : oldOutputs;
      const { descriptor, declaration, derived } = type;
      const changes = diffProperties({ descriptor, declaration, derived, oldInputs, oldOutputs, newInputs });
      if (regionChanges(type, instance, oldOutputs, newInputs)) {
        changes.set("region", { kind: "update", replaces: true });
      }
      await tellDerivedReplacements(notices, engines.get(peer) ?? services.startingEngine, urn, changes);
      return diffResponse(type, changes, oldInputs, newInputs);
    }),

    create: unary<provider.CreateRequest, provider.CreateResponse>(({ request, peer }) => {
      const target = targetOf(request.getUrn(), instanceOf(connections, peer));
      const inputs = read(request.getProperties());
      const response = new provider.CreateResponse();
      if (request.getPreview()) {
        plan(engines.get(peer) ?? services.startingEngine, target, revealAll(inputs));
        response.setProperties(write(previewCreate(target, inputs)));
        return response;
      }
      const { id, outputs } = createResource(target, inputs, services.store(), new Date());
      response.setId(id);
      response.setProperties(write(outputs));
      return response;
    }),

    read: unary<provider.ReadRequest, provider.ReadResponse>(({ request, peer }) => {
      const target = targetOf(request.getUrn(), instanceOf(connections, peer));
      const known = { outputs: read(request.getProperties()), inputs: read(request.getInputs()) };
      const found = readResource(target, request.getId(), known, services.store());
      const response = new provider.ReadResponse();
      if (found === undefined) return response;
      response.setId(found.id);
      response.setProperties(write(found.outputs));
      response.setInputs(write(found.inputs));
      return response;
    }),

    update: unary<provider.UpdateRequest, provider.UpdateResponse>(({ request, peer }) => {
      const target = targetOf(request.getUrn(), instanceOf(connections, peer));
      const oldOutputs = read(request.getOlds());
      const inputs = read(request.getNews());
      const response = new provider.UpdateResponse();
      if (request.getPreview()) plan(engines.get(peer) ?? services.startingEngine, target, revealAll(inputs));
      const outputs = request.getPreview()
        ? previewUpdate(target, oldOutputs, read(request.getOldInputs()), inputs)
        : updateResource(target, request.getId(), oldOutputs, inputs, services.store(), new Date());
      response.setProperties(write(outputs));
      return response;
    }),

    delete: unary<provider.DeleteRequest, empty.Empty>(({ request, peer }) => {
      const target = targetOf(request.getUrn(), instanceOf(connections, peer));
      deleteResource(target, request.getId(), read(request.getProperties()), services.store(), new Date());
      return new empty.Empty();
    }),

    invoke: unary<provider.InvokeRequest, provider.InvokeResponse>(({ request, peer }) => {
      const instance = instanceOf(connections, peer);
      const cloud = cloudOf(services.store, instance);
      const { result, failures } = invoke(request.getTok(), read(request.getArgs()), instance, cloud);
      const response = new provider.InvokeResponse();
      response.setReturn(write(result));
      response.setFailuresList(checkResponse({}, failures).getFailuresList());
      return response;
    }),
  };
}

function autonamingOf(request: provider.CheckRequest): AutonamingRequest | undefined {
  const options = request.getAutonaming();
  if (options === undefined) return undefined;
  const modes = provider.CheckRequest.AutonamingOptions.Mode;
  const mode = options.getMode();
  return {
    mode: mode === modes.ENFORCE ? "enforce" : mode === modes.DISABLE ? "disable" : "propose",
    proposedName: options.getProposedName(),
  };
}
