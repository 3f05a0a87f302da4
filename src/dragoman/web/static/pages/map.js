// Event groups on the world, and countries by how conflict there moved against the weeks before.

import { h, address, bdi, fill, kind, link, number } from "../dom.js";
import { figure } from "../save.js";

const { d3, topojson } = globalThis;
const [WIDE, HIGH] = [960, 500];
const DOWN = { draw(context, size) { const y = Math.sqrt(size / (Math.sqrt(3) * 3)); context.moveTo(0, y * 2); context.lineTo(-Math.sqrt(3) * y, -y); context.lineTo(Math.sqrt(3) * y, -y); context.closePath(); } };
const SPREAD = { region: 26, country: 20, division: 13, district: 9 };

export async function draw(place, data) {
  const world = await (await fetch("/static/vendor/countries-110m.json")).json();
  const days = data.rows.map((g) => g.day).sort();
  const svg = picture(world, data);
  const list = h("div", { "aria-live": "polite" });
  const upto = h("input", { type: "range", min: 0, max: Math.max(0, span(days)), value: Math.max(0, span(days)), "aria-label": "Last day shown" });
  const window = h("select", { "aria-label": "Days shown" }, [["0", "all days"], ["7", "7 days"], ["30", "30 days"], ["90", "90 days"]].map(([value, text]) => h("option", { value }, text)));
  const told = h("span", { class: "small" });
  const update = () => {
    const last = days.length ? d3.utcDay.offset(new Date(days[0]), Number(upto.value)) : new Date(0);
    const first = Number(window.value) ? d3.utcDay.offset(last, -Number(window.value)) : new Date(0);
    const shown = data.rows.filter((g) => new Date(g.day) <= last && new Date(g.day) > first);
    told.textContent = days.length ? `to ${last.toISOString().slice(0, 10)}: ${number(shown.length)} of ${number(data.rows.length)} events` : "";
    dots(svg, shown);
    list.replaceChildren(shown.length ? h("ul", { class: "list" }, shown.slice(0, 60).map(item)) : h("p", { class: "soft" }, "No event with a place in these days."));
  };
  upto.addEventListener("input", update);
  window.addEventListener("change", update);
  const note = `▲ blue: cooperation, ▼ orange: conflict; size by documents; dashed rings where only a region or country is known. Countries: conflict events of the last ${data.weeks} weeks to ${data.last ?? "–"} against the mean of the 12 weeks before; hatched where too few events are known to say.`;
  fill(place, h("div", { class: "split" }, h("div", {}, h("div", { class: "bar" }, upto, window, told), figure(svg.node(), "map", data.caption, note), key()), h("aside", { "aria-label": "Events on the map" }, h("h2", {}, "Events"), list)));
  update();
  const scroll = place.querySelector(".scroll");
  const middle = d3.median(data.rows, (g) => svg.select(".dots").property("projection")([g.lon, g.lat])?.[0]) ?? WIDE / 2;
  scroll.scrollLeft = (middle / WIDE) * scroll.scrollWidth - scroll.clientWidth / 2;
}

const span = (days) => (days.length ? d3.utcDay.count(new Date(days[0]), new Date(days.at(-1))) : 0);

const item = (g) => h("li", {}, h("span", { class: "small soft" }, g.day, " · ", bdi(g.place), " "), h("br"), link("group", { id: g.group_id }, kind(g)), " ", bdi(g.who), " → ", bdi(g.whom));

const step = (c) => (!c.enough ? "few" : c.change > 2 ? "worst" : c.change > 0.5 ? "worse" : c.change < -2 ? "best" : c.change < -0.5 ? "better" : "same");

function key() {
  const entries = [["worst", "much more conflict"], ["worse", "more"], ["land", "about the same or unknown"], ["better", "less"], ["best", "much less"]];
  return h("p", { class: "small key" }, entries.map(([css, text]) => {
    const swatch = d3.create("svg").attr("width", 14).attr("height", 14).attr("aria-hidden", "true");
    swatch.append("rect").attr("width", 14).attr("height", 14).attr("class", css);
    return h("span", {}, swatch.node(), ` ${text}`);
  }));
}

function picture(world, data) {
  const svg = d3.create("svg").attr("viewBox", `0 0 ${WIDE} ${HIGH}`).attr("width", WIDE).attr("role", "group").attr("aria-label", "World map of events");
  const pattern = svg.append("defs").append("pattern").attr("id", "few").attr("width", 5).attr("height", 5).attr("patternUnits", "userSpaceOnUse").attr("patternTransform", "rotate(45)");
  pattern.append("rect").attr("width", 5).attr("height", 5).attr("class", "land");
  pattern.append("line").attr("y2", 5).attr("stroke", "currentColor").attr("stroke-opacity", 0.35).attr("stroke-width", 2);
  const change = new Map(data.change.map((c) => [c.country, c]));
  const shapes = topojson.feature(world, world.objects.countries).features.filter((f) => f.properties.iso3 !== "ATA");
  const points = { type: "MultiPoint", coordinates: data.rows.map((g) => [g.lon, g.lat]) };
  const projection = d3.geoNaturalEarth1().fitSize([WIDE, HIGH], { type: "FeatureCollection", features: shapes });
  if (data.rows.length) zoom(projection, points);
  const path = d3.geoPath(projection);
  svg.append("g").selectAll("path").data(shapes).join("path").attr("d", path).attr("class", (f) => `land ${change.has(f.properties.iso3) ? step(change.get(f.properties.iso3)) : ""}`)
    .append("title").text((f) => {
      const c = change.get(f.properties.iso3);
      return f.properties.name + (c ? `: ${c.now} conflict events, ${c.before.toFixed(1)} in four weeks before` : "");
    });
  svg.append("g").attr("class", "dots").property("projection", () => projection);
  return svg;
}

// The part of the world where nine tenths of the events lie, never closer than a continent.
function zoom(projection, points) {
  const sorted = (i) => points.coordinates.map((c) => c[i]).sort(d3.ascending);
  const [west, east, south, north] = [d3.quantile(sorted(0), 0.05), d3.quantile(sorted(0), 0.95), d3.quantile(sorted(1), 0.05), d3.quantile(sorted(1), 0.95)];
  const half = Math.max(28, (east - west) / 2 + 10, ((north - south) / 2 + 8) * 1.9);
  if (half > 110) return;
  const [lon, lat] = [(west + east) / 2, (south + north) / 2];
  projection.rotate([-lon, 0]).center([0, lat]).scale((WIDE / 2 / half) * (180 / Math.PI) * 0.92).translate([WIDE / 2, HIGH / 2]).clipExtent([[0, 0], [WIDE, HIGH]]);
}

function dots(svg, groups) {
  const layer = svg.select(".dots");
  const projection = layer.property("projection");
  const placed = groups.map((g) => ({ g, at: projection([g.lon, g.lat]) })).filter((d) => d.at && d.at[0] >= 0 && d.at[0] <= WIDE && d.at[1] >= 0 && d.at[1] <= HIGH);
  const order = d3.sort(placed, (d) => -(SPREAD[d.g.precision] ?? 0), (d) => -d.g.documents);
  layer.selectAll("a").data(order, (d) => d.g.group_id).join((enter) => {
    const a = enter.append("a").attr("href", (d) => address("group", { id: d.g.group_id })).attr("tabindex", -1);
    a.append("path").attr("class", (d) => `${SPREAD[d.g.precision] ? "ring" : "dot"} ${d.g.quad <= 2 ? "plus" : "minus"}`);
    a.append("title").text((d) => `${d.g.day} ${d.g.type}, ${d.g.place ?? ""}: ${d.g.sentence ?? ""}`);
    return a;
  }).select("path").attr("transform", (d) => `translate(${d.at})`).attr("d", (d) => shape(d.g));
}

function shape(g) {
  const r = SPREAD[g.precision];
  if (r) return `M${-r},0a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0`;
  return d3.symbol(g.quad <= 2 ? d3.symbolTriangle : DOWN, 40 + 25 * Math.sqrt(g.documents))();
}
