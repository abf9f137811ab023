import { Parameter } from "@pulumi/aws/ssm/parameter.js";
import type { CustomResourceOptions, Input } from "@pulumi/pulumi";

/**
 * What programs that do not read Pulumi's outputs look up by name, none of it secret: plain text, for whoever may read
 * parameters. The name is `/strata/<environment>/<path>`.
 *
 * @param route part of the logical name
 * @returns the name
 */
export function createParameter(
  route: string,
  { environment, path, value }: { environment: string; path: string; value: Input<string> },
  options: CustomResourceOptions,
): string {
  const name = `/strata/${environment}/${path}`;
  new Parameter(`parameter-${route}-${path.replaceAll("/", "-")}`, { name, type: "String", value }, options);
  return name;
}
