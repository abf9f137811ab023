import { writeFileSync } from "node:fs";
import { CREATE_ONLY_FILE } from "../src/declarations/create-only.ts";
import { sdkPackage } from "../src/declarations/sdk-packages.ts";
import { allResourceTypes } from "./all-types.ts";
import { makeCreateOnlyData } from "./make-data.ts";

/** Writes the data anew. Takes half a minute: every type of the SDK is read. */
const data = makeCreateOnlyData(allResourceTypes(sdkPackage("aws").folder));
writeFileSync(CREATE_ONLY_FILE, `${JSON.stringify(data, null, 2)}\n`);
process.stdout.write(`${CREATE_ONLY_FILE}: ${Object.keys(data.types).length} types\n`);
