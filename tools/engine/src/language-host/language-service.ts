import {
  type sendUnaryData,
  type ServerUnaryCall,
  type ServerWritableStream,
  status,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import type * as language from "@pulumi/pulumi/proto/language_pb.js";
import type { EngineSessions } from "./engine-sessions.ts";
import type { CallContext, HostOptions } from "./host-options.ts";
import { hostVersion } from "./host-version.ts";
import { emptyProto, languageProto, pluginProto } from "./messages.ts";
import { optionPrompts } from "./option-prompts.ts";
import type { OutputStream } from "./program-output.ts";
import { runProgram } from "./run-program.ts";
import { parseRuntimeOptions } from "./runtime-options.ts";

const NEEDS_OFFICIAL_HOST =
  "is part of the official Node.js language host only: install the official Pulumi CLI " +
  "(https://www.pulumi.com/docs/install/) and put it first on PATH.";

export interface LanguageService {
  readonly implementation: UntypedServiceImplementation;
  /** Resolves when the calls that are under way have been answered. */
  settled(): Promise<void>;
}

/**
 * The `pulumirpc.LanguageRuntime` service for Node.js
 * (https://pulumi-developer-docs.readthedocs.io/latest/docs/architecture/languages.html). Calls that generate code,
 * which the official host does with parts of the engine, are answered as unimplemented.
 */
export function languageService(
  options: HostOptions,
  sessions: EngineSessions,
  version: string,
): LanguageService {
  const running = new Set<Promise<void>>();
  function track(call: Promise<void>): void {
    running.add(call);
    void call.finally(() => running.delete(call));
  }
  type Call = Pick<ServerUnaryCall<unknown, unknown>, "getPeer" | "on">;
  function contextOf(call: Call): CallContext {
    const session = sessions.of(call.getPeer());
    const ended = new AbortController();
    call.on("cancelled", () => ended.abort());
    return {
      options,
      engineAddress: session.engineAddress ?? "",
      cancelled: AbortSignal.any([session.cancelled.signal, ended.signal]),
    };
  }

  /** A call with one answer. An error's message is all that the engine shows of it. */
  function unary<Request, Response>(
    answer: (request: Request, context: CallContext, peer: string) => Response | Promise<Response>,
  ) {
    return (call: ServerUnaryCall<Request, Response>, callback: sendUnaryData<Response>) => {
      track(
        (async () => answer(call.request, contextOf(call), call.getPeer()))().then(
          (response) => callback(null, response),
          (error: Error) => callback({ code: status.UNKNOWN, details: error.message }),
        ),
      );
    };
  }

  /** A call answered with output while it runs. */
  function streaming<Request, Response>(
    message: (stream: OutputStream, chunk: Buffer) => Response,
    work: (
      request: Request,
      context: CallContext,
      write: (stream: OutputStream, chunk: Buffer) => void,
    ) => Promise<void>,
  ) {
    return (call: ServerWritableStream<Request, Response>) => {
      const write = (stream: OutputStream, chunk: Buffer) => void call.write(message(stream, chunk));
      track(
        (async () => work(call.request, contextOf(call), write))().then(
          () => void call.end(),
          (error: Error) => void call.emit("error", { code: status.UNKNOWN, details: error.message }),
        ),
      );
    };
  }

  const unimplemented = (what: string) => (_call: unknown, callback: sendUnaryData<unknown>) =>
    callback({ code: status.UNIMPLEMENTED, details: `${what} ${NEEDS_OFFICIAL_HOST}` });

  const implementation: UntypedServiceImplementation = {
    handshake: unary((request: language.LanguageHandshakeRequest, _context, peer) => {
      sessions.handshake(peer, request.getEngineAddress());
      return new languageProto.LanguageHandshakeResponse();
    }),
    run: unary(async (request: language.RunRequest, context) => {
      const result = await runProgram(request, context);
      const response = new languageProto.RunResponse();
      response.setError(result.error);
      response.setBail(result.bail);
      return response;
    }),
    getRequiredPackages: unary(async (request: language.GetRequiredPackagesRequest) => {
      const { requiredPackages } = await import("./required-packages.ts");
      const response = new languageProto.GetRequiredPackagesResponse();
      for (const required of await requiredPackages(directoryOf(request))) {
        const dependency = new pluginProto.PackageDependency();
        dependency.setName(required.name);
        dependency.setKind("resource");
        dependency.setVersion(required.version);
        dependency.setServer(required.server);
        if (required.parameterization !== undefined) {
          const parameterization = new pluginProto.PackageParameterization();
          parameterization.setName(required.parameterization.name);
          parameterization.setVersion(required.parameterization.version);
          parameterization.setValue(required.parameterization.value);
          dependency.setParameterization(parameterization);
        }
        response.addPackages(dependency);
      }
      return response;
    }),
    getRequiredPlugins: (_call: unknown, callback: sendUnaryData<unknown>) =>
      callback({
        code: status.UNIMPLEMENTED,
        details: "GetRequiredPlugins gave way to GetRequiredPackages.",
      }),
    getPluginInfo: unary(() => {
      const response = new pluginProto.PluginInfo();
      response.setVersion(hostVersion(version));
      return response;
    }),
    runtimeOptionsPrompts: unary((request: language.RuntimeOptionsRequest) => {
      const response = new languageProto.RuntimeOptionsResponse();
      response.setPromptsList(optionPrompts(rawOptionsOf(request)));
      return response;
    }),
    template: unary(() => new languageProto.TemplateResponse()),
    about: unary(async (request: language.AboutRequest) => {
      const { aboutRuntime } = await import("./about.ts");
      const about = await aboutRuntime(options.node, directoryOf(request), runtimeOf(request));
      const response = new languageProto.AboutResponse();
      response.setExecutable(about.executable);
      response.setVersion(about.version);
      for (const [key, value] of Object.entries(about.metadata)) response.getMetadataMap().set(key, value);
      return response;
    }),
    getProgramDependencies: unary(async (request: language.GetProgramDependenciesRequest) => {
      const { programDependencies } = await import("./program-dependencies.ts");
      const response = new languageProto.GetProgramDependenciesResponse();
      for (const found of await programDependencies(
        directoryOf(request),
        request.getTransitivedependencies(),
      )) {
        const dependency = new languageProto.DependencyInfo();
        dependency.setName(found.name);
        dependency.setVersion(found.version);
        response.addDependencies(dependency);
      }
      return response;
    }),
    installDependencies: streaming(
      (stream, chunk) => {
        const response = new languageProto.InstallDependenciesResponse();
        if (stream === "stdout") response.setStdout(chunk);
        else response.setStderr(chunk);
        return response;
      },
      async (request: language.InstallDependenciesRequest, context, write) => {
        const { installDependencies } = await import("./install-dependencies.ts");
        await installDependencies(directoryOf(request), runtimeOf(request), context, write);
      },
    ),
    runPlugin: streaming(
      (stream, chunk) => {
        const response = new languageProto.RunPluginResponse();
        if (stream === "stdout") response.setStdout(chunk);
        else response.setStderr(chunk);
        return response;
      },
      async (request: language.RunPluginRequest, context, write) => {
        const { runPlugin } = await import("./run-plugin.ts");
        await runPlugin(request, runtimeOf(request), context, write);
      },
    ),
    generateProgram: unimplemented("Generating a program"),
    generateProject: unimplemented("Generating a project"),
    generatePackage: unimplemented("Generating an SDK"),
    pack: unimplemented("Packing an SDK"),
    link: unimplemented("Linking an SDK into a project"),
    cancel: unary((_request, _context, peer) => {
      sessions.of(peer).cancelled.abort();
      return new emptyProto.Empty();
    }),
  };
  return {
    implementation,
    settled: async () => void (await Promise.all(running)),
  };
}

interface WithInfo {
  getInfo(): language.ProgramInfo | undefined;
}

const directoryOf = (request: WithInfo) => request.getInfo()?.getProgramDirectory() || process.cwd();

const rawOptionsOf = (request: WithInfo) => request.getInfo()?.getOptions()?.toJavaScript() ?? {};

const runtimeOf = (request: WithInfo) => parseRuntimeOptions(rawOptionsOf(request));
