/** The state of a stack in a bucket. */
export interface StatePlace {
  readonly bucket: string;
  /** Of every key, with a slash at its end; empty where the state is at the root of the bucket. */
  readonly prefix: string;
  /** The name in Pulumi.yaml. */
  readonly project: string;
  readonly stack: string;
}

/** Where a process that writes the stack puts its lock object (stackLockDir in pkg/backend/diy/lock.go, Pulumi 3.259.0). */
export function lockFolder({ prefix, project, stack }: StatePlace): string {
  return `${prefix}.pulumi/locks/organization/${project}/${stack}/`;
}

/** The keys that the stack's checkpoint may have, by its compression (stackPath in pkg/backend/diy/state.go). */
export function checkpointKeys({ prefix, project, stack }: StatePlace): string[] {
  return ["", ".gz", ".zst"].map(
    (extension) => `${prefix}.pulumi/stacks/${project}/${stack}.json${extension}`,
  );
}
