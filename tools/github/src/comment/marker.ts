import { GithubError } from "../github-error.ts";

const KEY = /^[a-z0-9]+([-:][a-z0-9]+)*$/;

/**
 * The first line of a comment of ours, which GitHub does not show: by it the comment is found again. Of the key
 * `preview:dev` it is `<!-- strata:preview:dev -->`. Throws {@link GithubError} for a key that could end the line.
 */
export function markerOf(key: string): string {
  if (KEY.test(key)) return `<!-- strata:${key} -->`;
  throw new GithubError(
    `The key of a comment: got ${JSON.stringify(key)}; allowed: small letters, digits, - and :, such as preview:dev`,
  );
}

/** Whether a text begins with exactly this key's marker: that of `dev2` is none of `dev`. */
export function hasMarker(body: string | null | undefined, key: string): boolean {
  return (body ?? "").split(/\r?\n/, 1)[0] === markerOf(key);
}
