/**
 * The events of Pulumi's engine as `--event-log` writes them, one JSON object a line. Only what is read here; the
 * whole is `apitype.EngineEvent` (https://github.com/pulumi/pulumi/blob/v3.259.0/sdk/go/common/apitype/events.go).
 */
export interface EngineEvent {
  readonly timestamp?: number;
  readonly resourcePreEvent?: { readonly metadata: StepMetadata; readonly planning?: boolean };
  readonly resOutputsEvent?: { readonly metadata: StepMetadata; readonly planning?: boolean };
  readonly resOpFailedEvent?: { readonly metadata: StepMetadata };
  readonly diagnosticEvent?: Diagnostic;
  readonly policyEvent?: {
    readonly resourceUrn?: string;
    readonly message: string;
    readonly policyName: string;
    readonly policyPackName: string;
    readonly enforcementLevel: string;
  };
  readonly stdoutEvent?: { readonly message: string };
  readonly summaryEvent?: {
    readonly durationSeconds: number;
    readonly resourceChanges?: Readonly<Record<string, number>>;
  };
}

export interface StepMetadata {
  readonly op: string;
  readonly urn: string;
  readonly type: string;
  /** The engine writes `null` for a state that there is not. */
  readonly old?: StepState | null;
  readonly new?: StepState | null;
  /** The inputs that force a replacement. */
  readonly keys?: readonly string[];
  /** The top-level inputs that differ. */
  readonly diffs?: readonly string[];
  readonly detailedDiff?: Readonly<
    Record<string, { readonly diffKind: string; readonly inputDiff?: boolean }>
  > | null;
  readonly provider?: string;
}

export interface StepState {
  readonly type: string;
  readonly urn: string;
  readonly custom?: boolean;
  readonly id?: string;
  readonly parent?: string;
  readonly provider?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

export interface Diagnostic {
  readonly urn?: string;
  readonly prefix?: string;
  readonly message: string;
  readonly severity: string;
  readonly ephemeral?: boolean;
}

/** Parses the lines of an event log. A last line that is not complete yet is left out. */
export function parseEventLog(text: string): EngineEvent[] {
  const complete = text.slice(0, text.lastIndexOf("\n") + 1);
  return complete
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as EngineEvent);
}
