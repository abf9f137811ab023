import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { githubClient } from "./client.ts";

type Answer = { status: number; headers?: Record<string, string>; body?: unknown };

let server: Server;
let apiUrl: string;
let answers: Answer[];
let asked: IncomingMessage[];

beforeEach(async () => {
  answers = [];
  asked = [];
  server = createServer((request, response) => {
    asked.push(request);
    const { status, headers = {}, body = {} } = answers.shift() ?? { status: 200 };
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

const ask = (options = {}): Promise<unknown> =>
  githubClient({ apiUrl, token: "hunter2" }, { backoffMilliseconds: 1, ...options })
    .request("GET /repos/{owner}/{repo}", { owner: "acme", repo: "cloud" })
    .then(({ status }) => status);

it("asks again after a passing failure, with the token in the header alone", async () => {
  answers = [{ status: 502 }, { status: 503 }, { status: 200 }];
  await expect(ask()).resolves.toBe(200);
  expect(asked).toHaveLength(3);
  expect(asked[0]?.headers.authorization).toBe("token hunter2");
});

it("gives up after three more, and says what to look at", async () => {
  answers = Array.from({ length: 9 }, () => ({ status: 502, body: { message: "Bad gateway" } }));
  const failure = await ask().catch((error: Error) => error);
  expect(failure).toMatchObject({
    name: "RequestError",
    status: 502,
    message: expect.stringMatching(
      /^GitHub answered 502 to GET http.*\/repos\/acme\/cloud.*Bad gateway.*githubstatus/,
    ),
  });
  expect(String(failure)).not.toContain("hunter2");
  expect(asked).toHaveLength(4);
});

it("waits as long as a rate limit says, and no longer than it may", async () => {
  const reset = {
    "x-ratelimit-remaining": "0",
    "x-ratelimit-reset": String(Math.floor(Date.now() / 1000) - 2),
  };
  answers = [
    { status: 403, headers: { "retry-after": "0" } },
    { status: 429, headers: reset },
    { status: 200 },
  ];
  await expect(ask()).resolves.toBe(200);
  answers = [{ status: 403, headers: { "retry-after": "3600" } }];
  await expect(ask()).rejects.toThrow(
    /rate limit for this token is used up for 60 min more; 120 s are waited/,
  );
});

it("does not ask again what is refused", async () => {
  answers = [{ status: 403, body: { message: "Resource not accessible by integration" } }];
  await expect(ask()).rejects.toMatchObject({
    status: 403,
    message: expect.stringMatching(/may not do this/),
  });
  expect(asked).toHaveLength(1);
});

it("says where it looked for who cannot be reached", async () => {
  await expect(
    githubClient({ apiUrl: "http://127.0.0.1:1", token: "x" }, { backoffMilliseconds: 1 }).request(
      "GET /user",
    ),
  ).rejects.toThrow(/GitHub was not reached: GET .*GITHUB_API_URL \(http:\/\/127\.0\.0\.1:1\)/);
});
