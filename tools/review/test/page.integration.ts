import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { buildReview, renderPage } from "../src/index.ts";
import { findChromium, INSTALL } from "./find-chromium.ts";
import { REVIEWS } from "./reviews.ts";

const SCREENSHOTS = join(import.meta.dirname, "../../../dist/review-screenshots");
/** A page of 2,000 resources is there within this time, in milliseconds. */
const SOON = 2_000;
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const found = findChromium();
if (found === undefined) {
  const message = `The page of the review was NOT TESTED: there is no Chromium. Install one: ${INSTALL}`;
  // Skipped without a word it would be thought to hold; in CI it must run.
  if (process.env["CI"]) throw new Error(message);
  process.stderr.write(`\n${"!".repeat(message.length)}\n${message}\n${"!".repeat(message.length)}\n`);
}
const withBrowser = found === undefined ? describe.skip : describe;

withBrowser("the page in Chromium", () => {
  let browser: Browser;
  let folder = "";
  /** What the page of the current test asked for or complained of. */
  let requests: string[] = [];
  let complaints: string[] = [];
  let page: Page;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "strata-review-page-"));
    mkdirSync(SCREENSHOTS, { recursive: true });
    browser = await chromium.launch({
      executablePath: found?.executable ?? "",
      // As root, as on most machines of CI, it has no sandbox; all it opens are files of ours.
      chromiumSandbox: false,
      args: [
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
      env: {
        ...process.env,
        ...(found?.libraries === undefined ? {} : { LD_LIBRARY_PATH: found.libraries }),
      } as Record<string, string>,
    });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    requests = [];
    complaints = [];
    page = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme: "light" });
    page.on("request", (request) => requests.push(request.url()));
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  });
  afterEach(async () => {
    await page.close();
    expect(complaints).toEqual([]);
    expect(requests.filter((url) => !url.startsWith("file:"))).toEqual([]);
  });

  const file = (name: string): string => {
    const input = REVIEWS[name];
    if (input === undefined) throw new Error(`no review ${name}`);
    const path = join(folder, `${name}.html`);
    writeFileSync(path, renderPage(buildReview(input())));
    return pathToFileURL(path).href;
  };
  const open = (name: string) => page.goto(file(name));
  const visibleResources = () => page.locator(".resource:visible").count();

  const LOOKS = [
    ["light", 1600],
    ["dark", 400],
    ["dark", 1600],
    ["light", 400],
  ] as const;

  it.each(Object.keys(REVIEWS))("%s has no barrier that axe-core finds", async (name) => {
    await open(name);
    const large = name === "two-thousand-resources";
    // What differs between the reviews is their content; all four looks are of one of them.
    for (const [colorScheme, width] of LOOKS.slice(0, name === "security-group-opened" ? 4 : 2)) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({
        path: join(SCREENSHOTS, `${name}-${colorScheme}-${width}.png`),
        fullPage: !large,
      });
      expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
      // It takes axe-core minutes to look at a page of 2,000 resources, which are like those of the other pages.
      if (!large) expect(await barriers()).toEqual([]);
    }
  });

  /** What axe-core finds in the page, unfolded. */
  async function barriers(): Promise<string[]> {
    await page.evaluate(
      `for (const one of document.querySelectorAll("details")) if (!one.hidden) one.open = true`,
    );
    await page.evaluate(AXE);
    const { violations } = await page.evaluate<{
      violations: { id: string; nodes: { html: string }[] }[];
    }>("axe.run()");
    return violations.map(({ id, nodes }) => {
      const where = nodes.map(({ html }) => html).slice(0, 3);
      return `${id}: ${where.join(" ")}`;
    });
  }

  it("opens 2,000 resources within two seconds, and filters them at once", async () => {
    const url = file("two-thousand-resources");
    // The fastest of some: how busy a machine is beside the test says nothing of the page.
    let opened = Infinity;
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await page.goto("about:blank");
      requests = [];
      const started = performance.now();
      await page.goto(url, { waitUntil: "load" });
      await page.locator("#filter-count").filter({ hasText: "2000 of 2000" }).waitFor();
      await page.evaluate(
        "new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))",
      );
      opened = Math.min(opened, performance.now() - started);
    }
    const before = performance.now();
    await page.fill("#filter-text", "eks-399");
    await page.locator("#filter-count").filter({ hasText: "1 of 2000" }).waitFor();
    const filtered = performance.now() - before;
    process.stdout.write(
      `2,000 resources: opened in ${opened.toFixed(0)} ms, filtered in ${filtered.toFixed(0)} ms\n`,
    );
    expect(opened).toBeLessThan(SOON);
    expect(filtered).toBeLessThan(SOON);
  });

  it("filters by text, stack, operation and risk", async () => {
    await open("database-replaced");
    expect(await visibleResources()).toBe(4);
    await page.fill("#filter-text", "METRICALARM cpu");
    expect(await visibleResources()).toBe(1);
    await page.fill("#filter-text", "");
    await page.selectOption("#filter-stack", "lambda");
    expect(await page.locator(".stack:visible").count()).toBe(1);
    expect(await visibleResources()).toBe(1);
    await page.selectOption("#filter-stack", "");
    await page.selectOption("#filter-change", "replace");
    expect(await visibleResources()).toBe(2);
    await page.selectOption("#filter-risk", "critical");
    expect(await page.locator(".resource:visible summary").allInnerTexts()).toEqual([
      expect.stringContaining("postgres"),
    ]);
    await page.fill("#filter-text", "nothing like it");
    expect(await page.locator("#nothing").isVisible()).toBe(true);
  });

  it("is used by keyboard alone", async () => {
    await open("database-replaced");
    const focused = () =>
      page.evaluate<string>(
        'document.activeElement.closest(".resource")?.textContent ?? document.activeElement.id',
      );
    await page.keyboard.press("/");
    expect(await focused()).toBe("filter-text");
    await page.keyboard.type("postgres");
    expect(await visibleResources()).toBe(2);
    await page.keyboard.press("Escape");
    expect(await visibleResources()).toBe(4);
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    expect(await focused()).toContain("postgres");
    await page.keyboard.press("Enter");
    expect(await page.locator(".resource[open]").count()).toBe(1);
    await page.keyboard.press("e");
    expect(await page.locator(".resource[open]").count()).toBe(4);
    await page.keyboard.press("e");
    expect(await page.locator(".resource[open]").count()).toBe(0);
    await page.reload();
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.className")).toBe("skip");
  });

  it("follows the system's theme until another one is chosen, and keeps that", async () => {
    await open("database-replaced");
    const background = () => page.evaluate<string>("getComputedStyle(document.body).backgroundColor");
    const light = await background();
    await page.emulateMedia({ colorScheme: "dark" });
    const dark = await background();
    expect(dark).not.toBe(light);
    await page.click("#theme");
    expect([await background(), await page.innerText("#theme")]).toEqual([light, "Theme: light"]);
    await page.reload();
    expect(await background()).toBe(light);
    await page.emulateMedia({ colorScheme: "light" });
    await page.keyboard.press("t");
    expect(await background()).toBe(dark);
  });

  it("is all there without scripts", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(file("database-replaced"));
    expect(await plain.locator("#filter").isVisible()).toBe(false);
    await plain.locator(".resource summary").first().click();
    expect(await plain.locator(".resource .diff").first().isVisible()).toBe(true);
    await context.close();
  });

  it("lets no name of a resource run, load or style anything", async () => {
    await open("hostile-names");
    await page.keyboard.press("e");
    expect(await page.locator("img, iframe, [onerror], [style]").count()).toBe(0);
    expect(await page.locator("script").count()).toBe(1);
    expect(await page.locator(".entry-title").first().innerText()).toContain("failed");
  });

  it("shows where changes travel, and leads to the stack", async () => {
    await open("output-removed");
    expect(await page.locator(".edge.live").count()).toBe(2);
    expect(await page.locator(".travels").allTextContents()).toContain("natAddresses +1");
    await page.locator("a.node").first().click();
    expect(page.url()).toContain("#stack-");
  });
});
