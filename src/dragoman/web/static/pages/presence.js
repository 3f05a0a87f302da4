// How large a force is in a country, statement by statement.

import { h, amount, bdi, fill, link, number, table } from "../dom.js";
import { figure } from "../save.js";

const { Plot } = globalThis;

export function draw(place, data) {
  const others = h("p", { class: "small" }, "Told of most: ", data.choices.map((c) => [link("presence", { holder: c.holder, place: c.place }, `${c.holder} in ${c.place}`), ` (${number(c.figures)}) `]));
  if (!data.rows.length) {
    fill(place, h("p", { class: "card" }, data.holder ? `No text tells of forces of ${data.holder} in ${data.place}.` : "No text of this folder tells the size of a force."), others);
    return;
  }
  const levels = data.levels.map((l) => ({ ...l, at: new Date(l.day) }));
  const course = levels.filter((l) => l.status === "actual");
  const svg = Plot.plot({
    className: "plot", width: 1100, height: 310, marginLeft: 60, marginTop: 40, ariaLabel: `Forces of ${data.holder} in ${data.place}`, x: { type: "utc", label: null }, y: { label: "soldiers", grid: true, zero: true },
    marks: [Plot.ruleY([0]), Plot.lineY(course, { x: "at", y: "level", curve: "step-after", stroke: "var(--coop)", strokeWidth: 2 }), Plot.dot(levels, { x: "at", y: "level", symbol: (l) => (l.status === "actual" ? "circle" : "diamond"), stroke: "currentColor", fill: (l) => (l.status === "actual" ? "var(--coop)" : "var(--bg)"), r: 5, title: (l) => `${l.day} ${l.status}: ${number(l.level)}` }), Plot.text(levels, { x: "at", y: "level", text: (l) => number(l.level), dy: -12, fontSize: 10, filter: (l, i) => !i || l.level !== levels[i - 1].level })],
    symbol: { type: "identity" },
  });
  fill(
    place,
    others,
    h("h2", {}, `${data.holder} in ${data.place}`),
    figure(svg, "presence", data.caption, "Filled circles: the level that most statements of a day give; empty diamonds: what is planned or ordered."),
    table(
      [
        ["Days", (r) => [...new Set([r.day_from, r.day_to])].join(" to "), "day"],
        ["What", (r) => `${r.what}${r.status === "actual" ? "" : `, ${r.status}`}${r.scope === "whole" ? "" : `, ${r.scope}`}`],
        ["Number", (r) => amount(r.low, r.high), "num"],
        ["Holder", (r) => bdi(r.holder)],
        ["Words", (r) => h("span", { dir: "auto" }, link("article", { id: r.doc_id }, h("q", {}, r.sentence))), "wide"],
        ["Source", (r) => bdi(r.publisher)],
        ["", (r) => (r.conflicts?.length ? "⚠ others differ" : "")],
      ],
      data.rows,
      "None.",
    ),
  );
}
