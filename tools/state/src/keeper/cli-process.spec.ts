import { cliAbove, listProcesses, parseProcesses } from "./cli-process.ts";

const LISTED = `
    1     0 Sun Nov 29 02:33:10 2026 /sbin/init
   40     1 Sun Nov 29 03:00:00 2026 bash
   41    40 Sun Nov 29 03:00:01 2026 /opt/pulumi/bin/pulumi
   42    41 Sun Nov 29 03:00:02 2026 pulumi-language-nodejs
   43    42 Sun Nov 29 03:00:03 2026 node --require x
`;

it("finds the CLI that runs a program", () => {
  const processes = parseProcesses(LISTED);
  expect(processes.size).toBe(5);
  expect(cliAbove(43, processes)).toEqual({
    pid: 41,
    parent: 40,
    started: "Sun Nov 29 03:00:01 2026",
    command: "/opt/pulumi/bin/pulumi",
  });
  expect(cliAbove(40, processes)).toBeUndefined();
  expect(cliAbove(99, processes)).toBeUndefined();
});

it("takes the highest, where a CLI runs another", () => {
  const nested = `${LISTED}   44    43 Sun Nov 29 03:00:04 2026 pulumi\n   45    44 Sun Nov 29 03:00:05 2026 node\n`;
  expect(cliAbove(45, parseProcesses(nested))?.pid).toBe(41);
});

it("reads what this system lists", () => expect(listProcesses().get(process.pid)?.parent).toBe(process.ppid));
