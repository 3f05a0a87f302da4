// What is in the folder.

import { h, amount, bdi, fill, groupTable, link, number, signed, status, table } from "../dom.js";
import { figure } from "../save.js";

const { Plot } = globalThis;

export function draw(place, data) {
  const tiles = Object.entries(data.counts).map(([name, n]) => h("li", {}, h("b", {}, number(n)), name));
  const parts = [h("ul", { class: "tiles" }, tiles)];
  if (!data.counts.documents) {
    parts.push(h("p", { class: "card" }, "Nothing is coded in this folder yet. Fill it with: dragoman code INPUT --into FOLDER"));
    fill(place, parts);
    return;
  }
  if (!data.counts.groups) parts.push(h("p", { class: "card" }, "The events are not grouped yet. Group them with: dragoman relate FOLDER"));
  parts.push(h("h2", {}, "Coverage"), coverage(data), h("h2", {}, "Newest events"), groupTable(data.rows, "No event passes the filter."));
  parts.push(h("div", { class: "two" }, h("section", {}, h("h2", {}, "Who moved in the last 30 days"), movers(data)), h("section", {}, h("h2", {}, "Force levels"), forces(data))));
  parts.push(h("div", { class: "two" }, h("section", {}, h("h2", {}, "Open commitments"), waiting(data)), h("section", {}, h("h2", {}, "Failures"), failures(data))));
  fill(place, parts);
}

function coverage(data) {
  if (!data.coverage.length) return h("p", { class: "soft" }, "No document has a date.");
  const rows = data.coverage.map((r) => ({ ...r, day: new Date(r.day) }));
  const svg = Plot.plot({ className: "plot", width: 1100, height: 190, marginLeft: 44, ariaLabel: "Documents by day and publisher", x: { type: "utc", label: null }, y: { label: `documents a ${rows[0].unit}`, grid: true }, marks: [Plot.rectY(rows, { x: "day", interval: rows[0].unit, y: "documents", fill: "publisher", title: (d) => `${d.publisher}: ${d.documents}` }), Plot.ruleY([0])], color: { scheme: "Tableau10" } });
  const names = [...new Set(rows.map((r) => r.publisher))];
  return figure(svg, "coverage", data.caption, `Publishers: ${names.join(", ")}`);
}

const movers = (data) =>
  table(
    [
      ["Dyad", (m) => link("timeline", { one: m.one, two: m.two }, `${m.one} – ${m.two}`)],
      ["30 days before", (m) => signed(m.before), "num"],
      ["now", (m) => signed(m.now), "num"],
      ["change", (m) => h("span", { class: (m.now ?? 0) >= (m.before ?? 0) ? "coop" : "conf" }, ((m.now ?? 0) >= (m.before ?? 0) ? "▲ " : "▼ ") + signed((m.now ?? 0) - (m.before ?? 0))), "num"],
      ["events", (m) => number(m.events), "num"],
    ],
    data.movers,
    "Too few events in the last 60 days to tell a change.",
  );

const forces = (data) =>
  table(
    [
      ["Told", (f) => f.published, "day"],
      ["Holder", (f) => bdi(f.holder)],
      ["Place", (f) => bdi(f.place)],
      ["Level", (f) => amount(f.low, f.high), "num"],
      ["Words", (f) => link("article", { id: f.doc_id }, h("q", {}, f.words))],
    ],
    data.forces,
    "No force level is told.",
  );

const waiting = (data) =>
  data.commitments === null
    ? h("p", {}, "The register of this large folder", " is worked out by: dragoman commitments FOLDER")
    : table(
        [
          ["Day", (c) => c.day, "day"],
          ["Who", (c) => bdi(c.who)],
          ["What", (c) => link("group", { id: c.group_id }, c.kind + (c.about ? ` about ${c.about}` : ""))],
          ["State", (c) => status(c.status)],
          ["Words", (c) => h("q", { dir: "auto" }, c.words)],
        ],
        data.commitments,
        "No commitment is open.",
      );

const failures = (data) =>
  table(
    [
      ["Source", (f) => bdi(f.source)],
      ["What happened", (f) => `${f.room}: ${f.message}`],
    ],
    data.failures,
    "Every input was read.",
  );
