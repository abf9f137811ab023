import { createLockTable, type DynaliteServer, dynaliteServer, tableAt } from "./support/dynalite-server.ts";
import { races } from "./support/races.ts";

let server: DynaliteServer;
beforeAll(async () => (server = await dynaliteServer()));
afterAll(() => server.stop());

const ROUNDS = 300;

it(`${ROUNDS} races of 16: exactly one winner each`, async () => {
  const tables = Array.from({ length: 16 }, () => tableAt(server.endpoint));
  await createLockTable(tables[0]!.client);
  const done = await races(tables, ROUNDS);
  expect(done.map(({ winners }) => winners)).toEqual(done.map(() => 1));
  expect(done.map(({ fences }) => fences[0])).toEqual(done.map((_, index) => (index % 10) + 1));
});
