import { z } from "zod";
import type { RecordedUpdate } from "./store.ts";

// backend.UpdateInfo (https://github.com/pulumi/pulumi/blob/v3.259.0/pkg/backend/updates.go). Its `config` is not read.
const schema = z.looseObject({
  kind: z.string(),
  startTime: z.number(),
  endTime: z.number(),
  result: z.string().default("unknown"),
  environment: z.record(z.string(), z.string()).nullish(),
});

/** What the engine wrote down of a run; `undefined` for a file that is none of its own. */
export function parseUpdate(text: string): RecordedUpdate | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { data } = schema.safeParse(json);
  if (data === undefined) return undefined;
  return {
    kind: data.kind,
    from: new Date(data.startTime * 1000),
    until: new Date(data.endTime * 1000),
    result: data.result,
    author: data.environment?.["git.author"],
    commit: data.environment?.["git.head"],
  };
}
