/** Browsers and GitHub follow longer ones no more. */
const LONGEST = 2_000;

/** An address that a link may have: `https:` or `http:`, escaped; undefined of any other text. */
export function webUrl(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const { protocol, href } = new URL(url);
  if (protocol !== "https:" && protocol !== "http:") return undefined;
  return href.length > LONGEST ? undefined : href.replace(/[<>"'`\\]/g, encodeURIComponent);
}
