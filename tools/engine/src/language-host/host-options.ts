/** The program whose environment is asked for. */
export interface ProgramIdentity {
  readonly project: string;
  readonly stack: string;
  /** Absolute path. */
  readonly programDirectory: string;
}

export interface HostOptions {
  /** The node that runs programs. */
  readonly node: string;
  /** Arguments for it, before those that a project asks for. */
  readonly nodeArguments: readonly string[];
  /** The environment of a program, before the configuration that the engine sends is added. */
  readonly environmentOf: (program: ProgramIdentity) => NodeJS.ProcessEnv;
  /**
   * Where output goes: to this process's own, which the engine that spawned it reads, or to the engine as messages.
   */
  readonly output: "process" | "engine";
  /** See `ownGroup` of runChild. */
  readonly ownProcessGroups: boolean;
  /** Whether any environment may be served; see `allowsSelfBuiltEngine` in @strata/environment. */
  readonly anyEnvironment: boolean;
}

/** What every call gets beside its request. */
export interface CallContext {
  readonly options: HostOptions;
  /** host:port; empty if the engine has not said. */
  readonly engineAddress: string;
  /** Aborts when the engine cancels, ends the call or goes away. */
  readonly cancelled: AbortSignal;
}
