/** A DynamoDB of its own process for a bench: prints its endpoint, and ends with its standard input. */
import { dynaliteServer } from "../../tools/state/test/support/dynalite-server.ts";

const server = await dynaliteServer();
process.stdout.write(`${server.endpoint.origin}\n`);
process.stdin.on("end", () => process.exit()).resume();
