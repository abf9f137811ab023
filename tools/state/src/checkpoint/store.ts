/** One version of a stack's checkpoint. */
export interface StoredVersion {
  /** Names it in commands. */
  readonly id: string;
  /** The file or object that it is in. */
  readonly key: string;
  readonly writtenAt: Date;
}

/** Who wrote while a version was written; several where several did. */
export interface Writer {
  /** Such as `alice on host7 (pid 12)`. */
  readonly who: string;
  readonly from: Date;
  /** `undefined` while it writes. */
  readonly until: Date | undefined;
}

/** A run as the engine has written it down at its end. */
export interface RecordedUpdate {
  /** `update`, `refresh`, `destroy`, `import`. */
  readonly kind: string;
  readonly from: Date;
  readonly until: Date;
  readonly result: string;
  readonly author: string | undefined;
  readonly commit: string | undefined;
}

/** The versions of one stack's checkpoint, in a bucket or in a folder. */
export interface CheckpointStore {
  /** What messages call it, such as `s3://bucket`. */
  readonly name: string;
  /** The newest first. Throws `StateError` where they cannot be listed, or where no stack is. */
  versions(): Promise<readonly StoredVersion[]>;
  /** The version that Pulumi reads; `undefined` where the stack has been removed. */
  current(): Promise<string | undefined>;
  /** The text of a version. Throws `CorruptCheckpointError` where it cannot be decompressed. */
  read(version: StoredVersion): Promise<string>;
  /** Who wrote since a time. */
  writers(since: Date): Promise<readonly Writer[]>;
  /** The runs that ended since a time. */
  updates(since: Date): Promise<readonly RecordedUpdate[]>;
  /**
   * Writes a text as the newest version, and keeps all others. Throws `StateError` where the newest is not the given one
   * any more.
   *
   * @param over the newest version, as it is known; `undefined` where there is none
   */
  write(text: string, over: string | undefined): Promise<string>;
}
