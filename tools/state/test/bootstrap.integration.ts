import { bootstrapSuite } from "./support/bootstrap-suite.ts";

// One of each kind; bootstrap.nightly.ts has all.
bootstrapSuite([
  "key: name it",
  "bucket: encrypt it",
  "move the state into the bucket",
  "forget the state in the folder",
]);
