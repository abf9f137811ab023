import { bootstrapSuite } from "./support/bootstrap-suite.ts";

// Before its state is in the bucket, and after; bootstrap.nightly.ts has all.
bootstrapSuite(["bucket: encrypt it", "move the state into the bucket"]);
