import type { CheckFailure } from "../declarations/validate.ts";
import type { Changes } from "../model/diff.ts";
import { derivation } from "../model/replacement-sources.ts";
import type { ResourceType } from "../model/resource-type.ts";
import type { Notices } from "./notices.ts";

/** Tells the engine what a check found that is no failure. */
export async function tellWarnings(
  notices: Notices,
  engineAddress: string,
  { type, urn, warnings }: { type: ResourceType; urn: string; warnings: readonly CheckFailure[] },
): Promise<void> {
  if (!type.tested) {
    const message =
      `${type.token} is not among the tested types of the embedded AWS: its inputs are checked against the ` +
      `installed @pulumi/aws, its service's own rules are not.`;
    await notices.warn(engineAddress, type.token, message, urn);
  }
  for (const { property, reason } of warnings) {
    await notices.warn(engineAddress, `${urn} ${property}`, `${property}: ${reason}`, urn);
  }
}

/** Tells the engine of replacements that are less certain than others. */
export async function tellDerivedReplacements(
  notices: Notices,
  engineAddress: string,
  urn: string,
  changes: Changes,
): Promise<void> {
  for (const [path, { derivedFrom }] of changes) {
    if (derivedFrom === undefined) continue;
    const message = `replaced because of ${path} (${derivation(derivedFrom)}): AWS's own provider may update it in place.`;
    await notices.warn(engineAddress, `${urn} ${path} replaces`, message, urn);
  }
}
