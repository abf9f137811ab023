// The filter, the keys and the theme of the page. All that is shown is in the page without it.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const resources = [...document.querySelectorAll(".resource")];
  const stacks = [...document.querySelectorAll(".stack")];
  const form = byId("filter");

  const THEMES = ["system", "light", "dark"];
  const themeButton = byId("theme");
  let theme = "system";
  try {
    theme = THEMES.includes(localStorage.getItem("strata-theme"))
      ? localStorage.getItem("strata-theme")
      : theme;
  } catch {
    // A browser may keep nothing for files.
  }
  const showTheme = () => {
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    themeButton.textContent = `Theme: ${theme}`;
  };
  const nextTheme = () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
    try {
      localStorage.setItem("strata-theme", theme);
    } catch {
      // It holds until the page is closed.
    }
    showTheme();
  };
  themeButton.hidden = false;
  themeButton.addEventListener("click", nextTheme);
  showTheme();

  const fields =
    form === null ? [] : ["filter-text", "filter-stack", "filter-change", "filter-risk"].map(byId);
  const fitsRisk = (wanted, has) => {
    if (wanted === "") return true;
    if (wanted === "high") return has.includes("high") || has.includes("critical");
    return has.includes(wanted);
  };
  const filter = () => {
    const [text, stack, change, risk] = fields.map((field) => field.value);
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const section of stacks) {
      const inStack = stack === "" || section.dataset.stack === stack;
      let any = false;
      for (const resource of section.getElementsByClassName("resource")) {
        const { dataset } = resource;
        const fits =
          inStack &&
          (change === "" || dataset.change === change) &&
          fitsRisk(risk, dataset.risk.split(" ")) &&
          words.every((word) => dataset.text.includes(word));
        resource.hidden = !fits;
        any ||= fits;
        shown += fits ? 1 : 0;
      }
      const filtered = words.length > 0 || change !== "" || risk !== "";
      section.hidden = !inStack || (filtered && !any);
    }
    byId("filter-count").textContent = `${shown} of ${resources.length}`;
    byId("nothing").hidden = shown > 0 || resources.length === 0;
  };
  const clear = () => {
    for (const field of fields) field.value = "";
    filter();
  };
  const visible = () => resources.filter((resource) => !resource.hidden);
  const unfold = () => {
    const all = visible();
    const open = all.some((resource) => !resource.open);
    for (const resource of all) resource.open = open;
    byId("unfold").textContent = open ? "Fold" : "Unfold";
  };
  const move = (step) => {
    const all = visible();
    const at = all.findIndex((resource) => resource.contains(document.activeElement));
    const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step];
    if (next === undefined) return;
    next.firstElementChild.focus();
    next.scrollIntoView({ block: "nearest" });
  };

  if (form !== null) {
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    for (const field of fields) field.addEventListener("input", filter);
    byId("unfold").addEventListener("click", unfold);
    filter();
  }
  // A stack that is filtered away is shown again when a link leads to it.
  addEventListener("hashchange", () => {
    const target = byId(decodeURIComponent(location.hash.slice(1)));
    if (target !== null && target.hidden) {
      clear();
      target.scrollIntoView();
    }
  });

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement?.tagName ?? "");
    if (event.key === "Escape" && form !== null) {
      clear();
      if (typing) document.activeElement.blur();
      return;
    }
    if (typing) return;
    const keys = {
      "/": () => fields[0]?.focus(),
      j: () => move(1),
      k: () => move(-1),
      e: () => form !== null && unfold(),
      t: nextTheme,
    };
    if (!Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });
})();
