// Who deals with whom in a window of time.

import { h, address, fill, link, number, signed, table } from "../dom.js";
import { figure } from "../save.js";

const { d3 } = globalThis;
const [WIDE, HIGH] = [1000, 620];

export function draw(place, data) {
  if (!data.rows.length) {
    fill(place, h("p", { class: "card" }, "No two actors dealt with each other by this filter."));
    return;
  }
  const note = "Blue whole lines: the sum of scores is cooperation (+); orange dashed lines: conflict (−). Width by number of events, circles by events of an actor. Open an actor by its circle.";
  fill(
    place,
    figure(picture(data.rows), "network", data.caption, note),
    table(
      [
        ["One", (r) => link("actor", { id: r.one }, r.one)],
        ["Other", (r) => link("actor", { id: r.two }, r.two)],
        ["Events", (r) => number(r.events), "num"],
        ["Sum of scores", (r) => h("span", { class: r.score >= 0 ? "coop" : "conf" }, signed(r.score)), "num"],
        ["Mean", (r) => signed(r.mean), "num"],
        ["", (r) => link("timeline", { one: r.one, two: r.two }, "timeline")],
      ],
      data.rows,
      "None.",
    ),
  );
  const scroll = place.querySelector(".scroll");
  scroll.scrollLeft = (scroll.scrollWidth - scroll.clientWidth) / 2;
}

function picture(rows) {
  const count = d3.rollup(rows.flatMap((r) => [[r.one, r.events], [r.two, r.events]]), (v) => d3.sum(v, (d) => d[1]), (d) => d[0]);
  const nodes = [...count].map(([id, events]) => ({ id, events }));
  const links = rows.map((r) => ({ ...r, source: r.one, target: r.two }));
  const most = d3.max(nodes, (n) => n.events);
  const radius = (n) => 5 + 17 * Math.sqrt(n.events / most);
  const width = d3.scaleSqrt([1, d3.max(rows, (r) => r.events)], [1, 9]);
  d3.forceSimulation(nodes)
    .force("link", d3.forceLink(links).id((n) => n.id).distance(120).strength((l) => 0.15 + 0.3 * (l.events / most)))
    .force("charge", d3.forceManyBody().strength(-420)).force("x", d3.forceX(WIDE / 2).strength(0.05)).force("y", d3.forceY(HIGH / 2).strength(0.1))
    .force("collide", d3.forceCollide((n) => radius(n) + 16)).stop().tick(300);
  for (const n of nodes) {
    n.x = Math.max(40, Math.min(WIDE - 60, n.x));
    n.y = Math.max(26, Math.min(HIGH - 26, n.y));
  }
  const svg = d3.create("svg").attr("viewBox", `0 0 ${WIDE} ${HIGH}`).attr("width", WIDE).attr("role", "group").attr("aria-label", "Network of actors");
  svg.append("g").selectAll("line").data(links).join("line").attr("class", (l) => `edge ${l.score >= 0 ? "plus" : "minus"}`).attr("stroke-width", (l) => width(l.events)).attr("stroke-opacity", 0.65)
    .attr("x1", (l) => l.source.x).attr("y1", (l) => l.source.y).attr("x2", (l) => l.target.x).attr("y2", (l) => l.target.y)
    .append("title").text((l) => `${l.one} and ${l.two}: ${l.events} events, sum of scores ${signed(l.score)}`);
  const node = svg.append("g").selectAll("a").data(nodes).join("a").attr("class", "node").attr("href", (n) => address("actor", { id: n.id })).attr("aria-label", (n) => `${n.id}, ${n.events} events`).attr("transform", (n) => `translate(${n.x},${n.y})`);
  node.append("circle").attr("r", radius);
  node.append("text").attr("x", (n) => radius(n) + 4).attr("y", 4).text((n) => n.id);
  return svg.node();
}
