import { type Client, credentials, type ServiceError, status } from "@grpc/grpc-js";
import type { IEngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import engineServices from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import engineProto from "@pulumi/pulumi/proto/engine_pb.js";
import structProto from "google-protobuf/google/protobuf/struct_pb.js";
import { GRPC_OPTIONS } from "./grpc-options.ts";

/** Sends one message, of one or several lines, as the output of a stream of the program. Never rejects. */
export type EngineLog = (message: string, streamId: number) => Promise<void>;

/** What a program's run asks of the engine. */
export interface EngineClient {
  readonly log: EngineLog;
  /** Shows the user an error, which fails the run; resolves to whether the engine took it. */
  reportError(message: string): Promise<boolean>;
  /** Tells the user and the editor where a debugger can attach; rejects if the engine does not take it. */
  startDebugging(
    configuration: Record<string, number | string | boolean | string[]>,
    message: string,
  ): Promise<void>;
  close(): void;
}

export function connectToEngine(address: string): EngineClient {
  const client = new engineServices.EngineClient(
    address,
    credentials.createInsecure(),
    GRPC_OPTIONS,
  ) as IEngineClient & Client;
  const { INFO, ERROR } = engineProto.LogSeverity;
  const send = (severity: typeof INFO | typeof ERROR, message: string, streamId: number) =>
    new Promise<boolean>((resolve) => {
      const request = new engineProto.LogRequest();
      request.setSeverity(severity);
      request.setMessage(message);
      request.setStreamid(streamId);
      client.log(request, (error: ServiceError | null) => resolve(error === null));
    });
  return {
    // An engine that has gone can be told nothing; its run has been cancelled by then.
    log: async (message, streamId) => void (await send(INFO, message, streamId)),
    reportError: (message) => send(ERROR, message, 0),
    startDebugging: (configuration, message) =>
      new Promise((resolve, reject) => {
        const request = new engineProto.StartDebuggingRequest();
        request.setConfig(structProto.Struct.fromJavaScript(configuration));
        request.setMessage(message);
        client.startDebugging(request, (error: ServiceError | null) =>
          error === null || error.code === status.UNIMPLEMENTED ? resolve() : reject(error),
        );
      }),
    close: () => client.close(),
  };
}
