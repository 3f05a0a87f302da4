// Elements from values. Text only ever becomes text nodes, so nothing a story or a name holds is read as HTML.

export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "href" && !/^(\/|#|\?|https?:\/\/)/.test(value)) continue;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false));
  return element;
}

// What a place shows from now on.
export const fill = (place, ...parts) => place.replaceChildren(...parts.flat(Infinity).filter((p) => p !== null && p !== undefined && p !== false));

export const bdi = (text) => h("bdi", {}, String(text ?? "–") || "–");

export const number = (value, digits = 0) =>
  value === null || value === undefined ? "–" : Number(value).toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });

export const signed = (value) => (value > 0 ? "+" : value < 0 ? "−" : "") + number(Math.abs(value ?? 0), 1);

export const amount = (low, high) => (low === null ? (high === null ? "–" : `up to ${number(high)}`) : high === null ? `${number(low)} or more` : low === high ? number(low) : `${number(low)} to ${number(high)}`);

export function address(page, values) {
  const pairs = Object.entries(values).filter(([, v]) => v !== null && v !== undefined && v !== "");
  return `/${page}${pairs.length ? "?" + new URLSearchParams(pairs) : ""}`;
}

export const link = (page, values, ...inside) => h("a", { href: address(page, values) }, ...inside);

// ▲ and ▼ say with the colour what is cooperation and what is conflict.
export const kind = (row) => h("span", { class: `tag ${row.quad <= 2 ? "coop" : "conf"}` }, `${row.quad <= 2 ? "▲" : "▼"} ${[row.type, ...(row.modes ?? [])].join("/")}`);

export const status = (value) => (value === "actual" ? null : h("span", { class: "status" }, value));

export function table(columns, rows, empty) {
  if (!rows.length) return h("p", { class: "soft" }, empty);
  const head = columns.map(([name, , css]) => h("th", { scope: "col", class: css ?? "" }, name));
  const body = rows.map((row) => h("tr", {}, columns.map(([name, cell, css]) => h("td", { class: css ?? "", "data-label": name }, cell(row) ?? "–"))));
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `Table: ${columns.map((c) => c[0]).join(", ")}` }, h("table", {}, h("thead", {}, h("tr", {}, head)), h("tbody", {}, body)));
}

export const groupTable = (rows, empty) =>
  table(
    [
      ["Day", (g) => g.day, "day"],
      ["What", (g) => [link("group", { id: g.group_id }, kind(g)), " ", status(g.status)]],
      ["Who", (g) => bdi(g.who)],
      ["To whom", (g) => bdi(g.whom)],
      ["Where", (g) => bdi(g.place)],
      ["Reports", (g) => `${g.reports} in ${g.documents}${g.conflicts ? " ⚠ differ" : ""}`],
      ["Words", (g) => (g.sentence ? h("span", { dir: "auto" }, link("article", { id: g.doc_id, event: g.event_id }, g.sentence)) : null), "wide"],
    ],
    rows,
    empty,
  );

export function pager(data) {
  if (data.total <= data.size) return h("p", { class: "soft small" }, `${number(data.total)} in all`);
  const to = (page) => {
    const asked = new URLSearchParams(location.search);
    asked.set("page", page);
    return `${location.pathname}?${asked}`;
  };
  const last = Math.ceil(data.total / data.size) - 1;
  return h(
    "div",
    { class: "bar", role: "navigation", "aria-label": "Pages of the list" },
    data.page > 0 && h("a", { class: "button", href: to(data.page - 1), rel: "prev" }, "← newer"),
    h("span", { class: "small" }, `${number(data.page * data.size + 1)}–${number(Math.min(data.total, (data.page + 1) * data.size))} of ${number(data.total)}`),
    data.page < last && h("a", { class: "button", href: to(data.page + 1), rel: "next" }, "older →"),
  );
}
