import { requestedEnvironment } from "./requested-environment.ts";

it.each<[string, string[], string | undefined]>([
  ["affected -t preview", ["preview"], undefined],
  ["affected -t preview -c prod --base=main", ["preview"], "prod"],
  ["run-many -t preview up --configuration=dev -p eks,rds", ["preview", "up"], "dev"],
  ["run-many --targets=preview,refresh --configuration dev", ["preview", "refresh"], "dev"],
  ["run network:preview:prod", ["preview"], "prod"],
  ["run network:up", ["up"], undefined],
  ["preview network --prod", ["preview"], "prod"],
  ["run-many -t lint", [], undefined],
  ["affected -t preview -- -c prod", ["preview"], undefined],
])("nx %s", (command, operations, environment) => {
  expect(requestedEnvironment(command.split(" "))).toEqual({ operations, environment });
});
