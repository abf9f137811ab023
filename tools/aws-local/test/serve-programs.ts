// The language host as a process of its own for the crash tests. Prints its port.
import { startLanguageHost } from "@strata/engine/language-host";
import { endWithParent } from "../src/plugins/end-with-parent.ts";

const host = await startLanguageHost();
endWithParent(() => process.exit(0));
console.log(String(host.port));
