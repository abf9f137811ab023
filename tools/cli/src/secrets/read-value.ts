import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { SecretsError } from "./secrets-error.ts";

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html */
const MOST_BYTES = 65_536;

/** Where a value is read from: what was piped in, or a terminal. */
export type ValueSource = NodeJS.ReadableStream & { readonly isTTY?: boolean };

/**
 * Reads a secret value, which is shown and kept nowhere: twice from a terminal that does not echo it, else whatever comes
 * to the end of the input, without one line break at its end, which `echo` and editors add.
 *
 * @param ask where the questions go, for a person
 * @throws {SecretsError} for no value, for one that AWS does not take, for two that differ
 */
export async function readValue(input: ValueSource, ask: NodeJS.WritableStream): Promise<string> {
  const value = input.isTTY === true ? await promptTwice(input, ask) : await readAll(input);
  if (value === "") {
    throw new SecretsError(
      "Got no value. Type one, or pipe it in: … | npx strata secrets set <name> -c <environment>",
    );
  }
  const bytes = Buffer.byteLength(value);
  if (bytes > MOST_BYTES) {
    throw new SecretsError(`The value has ${bytes} bytes; AWS allows ${MOST_BYTES}. Nothing was set`);
  }
  return value;
}

async function readAll(input: ValueSource): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of input) chunks.push(Buffer.from(chunk as Buffer));
  const bytes = Buffer.concat(chunks);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes).replace(/\r?\n$/, "");
  } catch {
    throw new SecretsError("The value is not text in UTF-8. Encode it first, for example with base64");
  }
}

async function promptTwice(input: ValueSource, ask: NodeJS.WritableStream): Promise<string> {
  // What a terminal echoes, readline writes to its output.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input, output: nowhere, terminal: true, historySize: 0 });
  // It keeps lines that come before they are asked for: both may be pasted at once.
  const lines = terminal[Symbol.asyncIterator]();
  const question = async (text: string): Promise<string> => {
    ask.write(text);
    const { value, done } = await lines.next();
    ask.write("\n");
    if (done === true) throw new SecretsError("Interrupted. Nothing was set");
    return value;
  };
  try {
    const first = await question("Value (not shown): ");
    const second = await question("Again: ");
    if (first !== second) throw new SecretsError("The two values differ. Nothing was set");
    return first;
  } finally {
    terminal.close();
  }
}
