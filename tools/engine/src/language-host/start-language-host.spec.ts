import { credentials, type ServiceError, status } from "@grpc/grpc-js";
import { emptyProto, languageProto, languageServices } from "./messages.ts";
import { type LanguageHost, startLanguageHost } from "./start-language-host.ts";

type Answer<T> = (error: ServiceError | null, response: T) => void;

/** A client of the host, as an engine is one. */
function connect(port: number) {
  const client = new languageServices.LanguageRuntimeClient(
    `127.0.0.1:${port}`,
    credentials.createInsecure(),
  );
  return {
    client,
    ask: <T>(call: (answer: Answer<T>) => unknown) =>
      new Promise<T>((resolve, reject) =>
        call((error, response) => (error ? reject(error) : resolve(response))),
      ),
  };
}

describe("the language host", () => {
  let host: LanguageHost;
  let engine: ReturnType<typeof connect>;
  beforeEach(async () => {
    host = await startLanguageHost();
    engine = connect(host.port);
    const request = new languageProto.LanguageHandshakeRequest();
    request.setEngineAddress("127.0.0.1:1");
    await engine.ask((answer) => engine.client.handshake(request, answer));
  });
  afterEach(async () => {
    engine.client.close();
    await host.close();
  });

  it("says that it is ours", async () => {
    const info = await engine.ask<{ getVersion(): string }>((answer) =>
      engine.client.getPluginInfo(new emptyProto.Empty(), answer),
    );
    expect(info.getVersion()).toMatch(/^\d+\.\d+\.\d+\+strata\.typescript$/);
  });

  it("answers what only the official host can do as unimplemented, with the way out", async () => {
    const call = engine.ask((answer) =>
      engine.client.generateProgram(new languageProto.GenerateProgramRequest(), answer),
    );
    await expect(call).rejects.toMatchObject({
      code: status.UNIMPLEMENTED,
      details: expect.stringContaining("https://www.pulumi.com/docs/install/"),
    });
  });

  it("asks for the package manager, unless the template has one", async () => {
    const response = await engine.ask<{ getPromptsList(): { getKey(): string }[] }>((answer) =>
      engine.client.runtimeOptionsPrompts(new languageProto.RuntimeOptionsRequest(), answer),
    );
    expect(response.getPromptsList().map((prompt) => prompt.getKey())).toEqual(["packagemanager"]);
  });

  it("refuses a stack that a self-built engine must not serve, before it looks at the program", async () => {
    const request = new languageProto.RunRequest();
    request.setStack("prod");
    const response = await engine.ask<{ getError(): string; getBail(): boolean }>((answer) =>
      engine.client.run(request, answer),
    );
    expect(response.getError()).toContain('not "prod"');
    expect(response.getBail()).toBe(false);
  });

  it("stops at once although an engine is still connected", async () => {
    const started = performance.now();
    await host.close();
    // An engine waits five seconds for its host's end, then kills it.
    expect(performance.now() - started).toBeLessThan(2_000);
    host = await startLanguageHost();
  });
});
