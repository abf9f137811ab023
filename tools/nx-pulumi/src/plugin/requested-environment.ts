import { isOperation } from "../operations.ts";

/**
 * What a command line of Nx asks of stacks: the operations, and the configuration as it was typed. Nx itself runs
 * a target without its configuration, in silence, where a project lacks the one asked for; so it is read here.
 *
 * Understands `nx affected|run-many -t preview -c prod`, `--target(s)=preview,up`, `--configuration prod`,
 * `nx run network:preview:prod`, `nx preview network` and `--prod`
 * (https://nx.dev/docs/reference/nx-commands).
 */
export function requestedEnvironment(argv: readonly string[]): {
  operations: string[];
  environment: string | undefined;
} {
  const end = argv.indexOf("--");
  const args = end === -1 ? argv : argv.slice(0, end);
  const targets: string[] = [];
  let environment: string | undefined;
  args.forEach((arg, index) => {
    const [flag, inline] = splitFlag(arg);
    const next = args[index + 1];
    if (flag === "-t" || flag === "--target" || flag === "--targets") {
      targets.push(...(inline ?? following(args, index)).split(","));
    } else if (flag === "-c" || flag === "--configuration") {
      environment = inline ?? next;
    } else if (flag === "--prod") {
      environment = "prod";
    } else if (!arg.startsWith("-") && /^[^:]+:[^:]+/.test(arg)) {
      const [, target, configuration] = arg.split(":");
      targets.push(target ?? "");
      environment = configuration ?? environment;
    } else if (isOperation(arg)) {
      targets.push(arg);
    }
  });
  return { operations: [...new Set(targets.filter(isOperation))], environment };
}

function splitFlag(arg: string): [string, string | undefined] {
  const equals = arg.indexOf("=");
  return arg.startsWith("-") && equals > 0 ? [arg.slice(0, equals), arg.slice(equals + 1)] : [arg, undefined];
}

/** The values after a flag up to the next flag: `-t preview up`. */
function following(args: readonly string[], index: number): string {
  const rest = args.slice(index + 1);
  const end = rest.findIndex((arg) => arg.startsWith("-"));
  return (end === -1 ? rest : rest.slice(0, end)).join(",");
}
