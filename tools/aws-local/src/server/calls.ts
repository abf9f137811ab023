import grpc from "@grpc/grpc-js";
import type { CheckFailure } from "../declarations/validate.ts";
import { propertiesFromWire, propertiesToWire, type ValueMap } from "../protocol/values.ts";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";

/** The part of a gRPC call that handlers use. */
export interface Call<Request> {
  request: Request;
  /** The address of the engine's end of the connection. */
  peer: string;
}

/**
 * A gRPC handler from a function. What the function throws is the message that the engine shows: our errors are
 * sentences for people, so no stack goes with them.
 */
export function unary<Request, Response>(
  handle: (call: Call<Request>) => Response | Promise<Response>,
): grpc.handleUnaryCall<Request, Response> {
  return (call, callback) => {
    new Promise<Response>((resolve) => resolve(handle({ request: call.request, peer: call.getPeer() }))).then(
      (response) => callback(null, response),
      (error: unknown) => callback(asServiceError(error)),
    );
  };
}

export function unimplemented(method: string): grpc.handleUnaryCall<unknown, unknown> {
  return (_call, callback) =>
    callback({ code: grpc.status.UNIMPLEMENTED, details: `The embedded AWS does not implement ${method}.` });
}

/** A gRPC error with the error's message; errors that carry gRPC metadata keep it. */
export function asServiceError(error: unknown): Partial<grpc.ServiceError> {
  const message = error instanceof Error ? error.message : String(error);
  const { code, metadata } = error as Partial<grpc.ServiceError>;
  if (metadata instanceof grpc.Metadata)
    return { code: code ?? grpc.status.UNKNOWN, details: message, metadata };
  return { code: grpc.status.UNKNOWN, details: message };
}

/** Properties of a request. */
export function read(message: struct.Struct | undefined): ValueMap {
  return propertiesFromWire(message?.toJavaScript());
}

/** Properties for a response. */
export function write(properties: ValueMap): struct.Struct {
  return struct.Struct.fromJavaScript(propertiesToWire(properties) as Record<string, never>);
}

export function checkResponse(inputs: ValueMap, failures: readonly CheckFailure[]): provider.CheckResponse {
  const response = new provider.CheckResponse();
  response.setInputs(write(inputs));
  response.setFailuresList(
    failures.map(({ property, reason }) => {
      const failure = new provider.CheckFailure();
      failure.setProperty(property);
      failure.setReason(reason);
      return failure;
    }),
  );
  return response;
}
