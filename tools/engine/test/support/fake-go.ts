import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Writes a `go` that answers what the build asks. It notes each build in `builds` with its process number, and builds
 * only once there is a file `go-on`, writing a line to stderr meanwhile, as `go build -v` does.
 *
 * @returns the folder to put on PATH
 */
export function writeFakeGo(
  folder: string,
  options: { version?: string; toolchain?: string; fails?: string } = {},
): string {
  const bin = join(folder, "go-bin");
  mkdirSync(bin, { recursive: true });
  const file = join(bin, "go");
  writeFileSync(
    file,
    `#!/bin/sh
case "$1" in
  env) echo "go${options.version ?? "1.26.1"}"; echo "${options.toolchain ?? "auto"}" ;;
  list) echo fmt; echo example.org/cli ;;
  build)
    ${options.fails === undefined ? "" : `echo '${options.fails}' >&2; exit 1`}
    echo $$ >> '${folder}/builds'
    while [ ! -e '${folder}/go-on' ]; do echo fmt >&2; sleep 0.05; done
    while [ "$1" != "-o" ]; do
      case "$2" in *version.Version=*) version=\${2##*Version=} ;; esac
      shift
    done
    printf '#!/bin/sh\\necho %s\\n' "$version" > "$2"
    chmod +x "$2" ;;
esac
`,
  );
  chmodSync(file, 0o755);
  return bin;
}
