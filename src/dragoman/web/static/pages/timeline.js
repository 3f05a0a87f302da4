// The index of two sides over time: cooperation up, conflict down, with events, changes and direct statements.

import { h, address, fill, groupTable, link, number, signed } from "../dom.js";
import { figure } from "../save.js";

const { Plot, d3 } = globalThis;
const COOP = "var(--coop)";
const CONF = "var(--conf)";
const DOWN = {
  draw(context, size) {
    const y = Math.sqrt(size / (Math.sqrt(3) * 3));
    context.moveTo(0, y * 2);
    context.lineTo(-Math.sqrt(3) * y, -y);
    context.lineTo(Math.sqrt(3) * y, -y);
    context.closePath();
  },
};

export function draw(place, data) {
  const others = h("p", { class: "small" }, "Dyads with most events: ", data.choices.slice(0, 8).map((c) => [link("timeline", { one: c.one, two: c.two }, `${c.one}–${c.two}`), ` (${number(c.events)}) `]));
  if (!data.rows.length) {
    fill(place, h("p", { class: "card" }, data.one ? `Nothing is known of ${data.one} and ${data.two} in these days.` : "No two countries have dealt with each other in this folder."), others);
    return;
  }
  const rows = data.rows.map((r) => ({ ...r, start: new Date(r.period) }));
  const marks = rows.flatMap((r) => r.marks.map((m) => ({ ...m, at: new Date(m.day) })));
  const changes = rows.filter((r) => r.change !== null);
  const total = d3.sum(rows, (r) => r.events);
  const note = `▲ cooperation and ▼ conflict of ${data.one} and ${data.two}: PLOVER scores of event groups by ${data.by}; the line is smoothed, its band the 95 % interval of a bootstrap; dashed uprights are changes of level; ↑ ↓ are direct statements on relations. Below: each event by day and score.`;
  const parts = [others, h("h2", {}, `${data.one} and ${data.two}, by ${data.by}`), total ? figure(index(rows, marks, changes, data), "timeline", data.caption, note) : h("p", { class: "card" }, "No event of these two is known.")];
  if (marks.length) parts.push(h("h2", {}, "Statements on relations"), h("ul", { class: "list" }, marks.map((m) => h("li", { dir: "auto" }, `${m.day} ${m.direction === "improve" ? "↑" : m.direction === "worsen" || m.direction === "severed" ? "↓" : "→"} ${m.direction}: `, link("article", { id: m.doc_id }, h("q", {}, m.sentence)), h("span", { class: "soft" }, ` ${m.publisher ?? ""}`)))));
  parts.push(h("h2", {}, "Each day, by what was published"), figure(calendar(data), "calendar", data.caption, "Events of the dyad for 100 documents of that day; the number of events stands in the cell, empty cells have no documents. The last 53 weeks."));
  parts.push(h("h2", {}, "Events that weigh most"), groupTable(data.dots.slice(0, 50), "None."));
  fill(place, parts);
}

function index(rows, marks, changes, data) {
  const dots = data.dots.map((d) => ({ ...d, at: new Date(d.day) }));
  const ends = d3.extent([...rows.map((r) => r.start), d3.utcMonth.offset(rows.at(-1).start, data.by === "quarter" ? 3 : 1)]);
  const x = { type: "utc", domain: ends, label: null };
  const seen = rows.filter((r) => r.smooth !== null);
  const top = d3.max(rows, (r) => Math.max(r.cooperation ?? 0, r.smooth_high ?? 0)) || 1;
  const low = d3.min(rows, (r) => Math.min(r.conflict ?? 0, r.smooth_low ?? 0)) || -1;
  const one = Plot.plot({
    className: "plot", width: 1100, height: 330, marginLeft: 52, marginTop: 26, x, ariaLabel: `Index of ${data.one} and ${data.two}`,
    y: { domain: [low, top * 1.12], label: "sum of scores", grid: true },
    marks: [
      Plot.rectY(rows, { x: "start", interval: data.by, y: "cooperation", fill: COOP, fillOpacity: 0.55, title: (r) => `${r.period}: cooperation ${signed(r.cooperation)}, ${r.cooperation_events} events` }),
      Plot.rectY(rows, { x: "start", interval: data.by, y: "conflict", fill: CONF, fillOpacity: 0.55, title: (r) => `${r.period}: conflict ${signed(r.conflict)}, ${r.conflict_events} events` }),
      Plot.areaY(seen, { x: middle(data.by), y1: "smooth_low", y2: "smooth_high", fill: "currentColor", fillOpacity: 0.12, curve: "monotone-x" }),
      Plot.lineY(seen, { x: middle(data.by), y: "smooth", stroke: "currentColor", strokeWidth: 2, curve: "monotone-x" }),
      Plot.ruleX(changes, { x: "start", stroke: "currentColor", strokeDasharray: "4 3" }),
      Plot.text(changes, { x: "start", y: top * 1.08, text: (r) => signed(r.change), dx: 4, textAnchor: "start", fontWeight: 600 }),
      Plot.text(marks, { x: "at", y: low, text: (m) => (m.direction === "improve" ? "↑" : m.direction === "normal" ? "→" : "↓"), fontSize: 18, fontWeight: 700, dy: -6, fill: (m) => (m.direction === "improve" ? COOP : CONF), title: (m) => `${m.day} ${m.direction}: ${m.sentence}` }),
      Plot.ruleY([0]),
    ],
  });
  const two = Plot.plot({
    className: "plot", width: 1100, height: 180, marginLeft: 52, x, y: { domain: [-10.5, 10.5], label: "score of an event", grid: true, ticks: 5 },
    marks: [Plot.ruleY([0]), Plot.dot(dots, { x: "at", y: "score", r: (d) => 2.5 + Math.sqrt(d.documents), symbol: (d) => (d.quad <= 2 ? "triangle" : DOWN), fill: (d) => (d.quad <= 2 ? COOP : CONF), fillOpacity: 0.6, stroke: "var(--bg)", href: (d) => address("group", { id: d.group_id }), title: (d) => `${d.day} ${d.type}: ${d.sentence ?? ""}`, ariaLabel: (d) => `${d.day} ${d.type}` })],
    symbol: { type: "identity" }, r: { type: "identity" },
  });
  return stacked(one, two);
}

const middle = (by) => (r) => new Date(+r.start + { day: 0.5, week: 3.5, month: 15, quarter: 45 }[by] * 864e5);

function stacked(one, two) {
  const whole = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const tall = [one, two].map((s) => Number(s.getAttribute("height")));
  whole.setAttribute("viewBox", `0 0 1100 ${tall[0] + tall[1]}`);
  whole.setAttribute("width", 1100);
  whole.setAttribute("aria-label", one.getAttribute("aria-label"));
  whole.setAttribute("role", "group");
  two.setAttribute("y", tall[0]);
  whole.append(one, two);
  return whole;
}

function calendar(data) {
  const days = data.days.map((d) => ({ ...d, at: new Date(d.day) }));
  const last = d3.max(days, (d) => d.at);
  const shown = days.filter((d) => d.at > d3.utcDay.offset(last, -53 * 7));
  const week = (d) => d3.utcMonday.floor(d.at);
  const svg = Plot.plot({
    className: "plot", width: 1100, height: 190, marginLeft: 44, ariaLabel: "Events of each day by coverage",
    x: { type: "band", label: null, tickFormat: (d) => (d.getUTCDate() <= 7 ? d3.utcFormat("%b %Y")(d) : ""), tickSize: 0, domain: d3.utcMonday.range(d3.utcMonday.floor(d3.min(shown, (d) => d.at)), d3.utcDay.offset(last, 1)) },
    y: { type: "band", domain: [1, 2, 3, 4, 5, 6, 0], tickFormat: (d) => "Sun Mon Tue Wed Thu Fri Sat".split(" ")[d], tickSize: 0, label: null },
    color: { type: "linear", range: ["#e8eef3", "#12324a"], interpolate: "rgb" },
    marks: [Plot.cell(shown, { x: week, y: (d) => d.at.getUTCDay(), fill: (d) => (100 * d.events) / d.documents, inset: 0.5, title: (d) => `${d.day}: ${d.events} events in ${d.documents} documents` }), Plot.text(shown.filter((d) => d.events), { x: week, y: (d) => d.at.getUTCDay(), text: "events", fill: (d) => (d.events / d.documents > 0.5 * d3.max(shown, (e) => e.events / e.documents) ? "#fff" : "#16212b"), fontSize: 10 })],
  });
  return svg;
}
