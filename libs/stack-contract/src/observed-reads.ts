/** Where the preload of every program (libs/program) looks for what the program read, to write it down at its end. */
const READS = Symbol.for("@strata/observed-reads");

/**
 * One thing that a program read of another stack: the project, then the path within its outputs, `["network", "vpcs",
 * "workloads/eu-central-1", "vpcId"]`. A path stands for everything below it.
 */
export type ObservedRead = readonly [project: string, ...path: string[]];

/** Notes that the program has read a part of another stack's outputs, so that a run knows on what its result rests. */
export function noteRead(...read: ObservedRead): void {
  const shared = globalThis as { [READS]?: Set<string> };
  (shared[READS] ??= new Set()).add(JSON.stringify(read));
}

/** Names that JavaScript itself, and libraries that look at any value, ask objects for. */
const ASKED_OF_ANY = new Set(["then", "toJSON", "constructor", "$$typeof", "asymmetricMatch", "nodeType"]);

/**
 * The same object, whose properties are noted when they are read.
 *
 * @param readOf what it means to read a property; `undefined` if it means nothing yet
 * @param onMissing told of a property that there is not; throws
 */
export function noteReadsOf<Values extends object>(
  values: Values,
  readOf: (property: string) => ObservedRead | undefined,
  onMissing: (property: string) => void = () => undefined,
): Values {
  return new Proxy(values, {
    get: (target, property, receiver) => {
      if (typeof property === "string" && !(property in target) && !ASKED_OF_ANY.has(property))
        onMissing(property);
      const read = typeof property === "string" && Object.hasOwn(target, property) && readOf(property);
      if (read) noteRead(...read);
      return Reflect.get(target, property, receiver) as unknown;
    },
  });
}
