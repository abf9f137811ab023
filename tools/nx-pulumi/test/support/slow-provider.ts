// A provider of things that exist nowhere, for tests of runs that write one state: creating one takes as long as it says,
// and is written down, with the process that did it.
import type {
  CheckResult,
  CreateResult,
  DiffResult,
  Provider,
  UpdateResult,
} from "@pulumi/pulumi/provider/index.js";
import { main } from "@pulumi/pulumi/provider/server.js";
import { appendFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

interface Item {
  readonly name: string;
  readonly milliseconds: number;
}

const RECORD = process.env["STRATA_TEST_RECORD"] ?? "";

class SlowProvider implements Provider {
  readonly version = "1.0.0";
  readonly schema = JSON.stringify({ name: "slow", version: "1.0.0" });

  check(_urn: string, _olds: unknown, news: Item): Promise<CheckResult> {
    return Promise.resolve({ inputs: news });
  }

  diff(_id: string, _urn: string, olds: Item, news: Item): Promise<DiffResult> {
    return Promise.resolve({ changes: olds.name !== news.name });
  }

  async create(_urn: string, inputs: Item): Promise<CreateResult> {
    appendFileSync(RECORD, `begin ${inputs.name}\n`);
    await delay(inputs.milliseconds);
    appendFileSync(RECORD, `create ${inputs.name}\n`);
    return { id: inputs.name, outs: inputs };
  }

  update(_id: string, _urn: string, _olds: Item, news: Item): Promise<UpdateResult> {
    return Promise.resolve({ outs: news });
  }

  delete(id: string): Promise<void> {
    appendFileSync(RECORD, `delete ${id}\n`);
    return Promise.resolve();
  }
}

await main(new SlowProvider(), process.argv.slice(2));
