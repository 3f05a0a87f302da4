// Text with its spans marked: overlapping spans are cut into pieces, each piece carries every span it lies in.

import { h, address, amount, link } from "./dom.js";

export function spansOf(events, figures = [], relations = [], quotes = []) {
  const out = [];
  const add = (span, css, label, about) => span && Number.isInteger(span.start) && span.end > span.start && out.push({ start: span.start, end: span.end, css, label, about });
  for (const e of events) {
    const what = { event: e };
    add(e.trigger, "trigger", [e.type, ...(e.modes ?? [])].join("/"), { ...what, role: "trigger" });
    for (const [side, role] of [["actors", "actor"], ["recipients", "recipient"], ["said_by", "said by"]]) for (const a of e[side] ?? []) add(a, "actor", null, { ...what, role: a.alleged ? `alleged ${role}` : role, value: [a.code, a.name].filter(Boolean).join(" "), rule: [a.rule, a.confidence?.toFixed(2)].filter(Boolean).join(", "), asks: { kind: "actor", words: a.text, id: a.actor_id } });
    if (e.when) add(e.when, "time", null, { ...what, role: "when", value: [e.when.from, e.when.to].filter(Boolean).join(" to "), rule: [e.when.rule, e.when.basis].filter(Boolean).join(", ") });
    if (e.where) add(e.where, "place", null, { ...what, role: "where", value: [e.where.name, e.where.admin1, e.where.country].filter(Boolean).join(", "), rule: [e.where.rule, e.where.precision].filter(Boolean).join(", "), asks: { kind: "place", words: e.where.text } });
    for (const [name, q] of Object.entries(e.counts ?? {})) if (q) add(q, "number", null, { ...what, role: name, value: amount(q.low, q.high), rule: "numbers" });
  }
  for (const f of figures) add(f.value, "number", f.kind, { role: `figure: ${f.kind}`, value: amount(f.value.low, f.value.high), rule: f.coder });
  for (const r of relations) add(r.trigger, "trigger", `relations ${r.direction}`, { role: `relations ${r.direction}`, value: (r.sides ?? []).map((s) => s.name || s.text).join(" and "), rule: r.coder });
  for (const q of quotes) add(q.content, "quote", "said", { role: q.direct ? "direct quotation" : "reported speech", value: q.speaker ? [q.speaker.code, q.speaker.name || q.speaker.text].filter(Boolean).join(" ") : "speaker unknown", rule: q.cue ? `cue: ${q.cue.text}` : "" });
  return out;
}

// `text` starts at character `from` of the story; positions are code points, as in the record.
export function marked(text, from, spans, furniture = [], explain = null) {
  const points = [...text];
  const inside = spans.filter((s) => s.start >= from && s.end <= from + points.length);
  const grey = furniture.map((f) => ({ start: f.start, end: f.end, css: "furniture", label: f.kind }));
  const all = [...inside, ...grey];
  const edges = [...new Set([from, from + points.length, ...all.flatMap((s) => [s.start, s.end])])].filter((e) => e >= from && e <= from + points.length).sort((a, b) => a - b);
  const starts = new Map();
  for (const s of all) starts.set(s.start, [...(starts.get(s.start) ?? []), s]);
  let open = [];
  return edges.slice(0, -1).map((at, i) => {
    open = open.filter((s) => s.end > at).concat(starts.get(at) ?? []);
    const words = points.slice(at - from, edges[i + 1] - from).join("");
    if (!open.length) return document.createTextNode(words);
    const css = [...new Set(open.map((s) => (s.css === "furniture" ? s.css : `m-${s.css}`)))].join(" ");
    const labels = [...new Set(open.filter((s) => s.start === at && s.label).map((s) => s.label))];
    const told = open.filter((s) => s.about);
    const focus = explain && told.some((s) => s.start === at);
    const say = told.map((s) => `${s.about.role}${s.about.value ? ": " + s.about.value : ""}`).join("; ");
    const piece = h("span", { class: css, tabindex: focus ? "0" : null, role: focus ? "button" : null, "aria-label": focus ? `${words}, ${say}` : null, title: say || labels.join(", ") }, words, labels.map((l) => h("sup", {}, l)));
    if (explain && told.length) for (const when of ["mouseenter", "focus", "click"]) piece.addEventListener(when, () => explain(told));
    return piece;
  });
}

// One card for each event or other finding that the words belong to: what each part was read as and what decided it.
export function details(told) {
  const cards = new Map();
  for (const { about } of told) {
    const id = about.event?.event_id ?? about.role;
    cards.set(id, [...(cards.get(id) ?? []), about]);
  }
  return [...cards.values()].map((abouts) => {
    const e = abouts[0].event;
    const parts = abouts.filter((a) => a.value || a.rule).map((a) => h("div", {}, h("dt", {}, e ? a.role : "read as"), h("dd", {}, h("bdi", {}, a.value || "unknown"), a.rule ? h("span", { class: "soft small" }, ` by ${a.rule}`) : null, a.asks ? candidates(a.asks) : null)));
    const facts = e ? [["confidence", e.confidence.toFixed(2)], ["model", e.coder], ["rules", (e.rules ?? []).join(", ")], ["event", e.event_id]] : [];
    const lines = facts.filter(([, v]) => v).map(([k, v]) => h("div", {}, h("dt", {}, k), h("dd", {}, v)));
    return h("div", { class: "card" }, h("h2", {}, e ? `${[e.type, ...(e.modes ?? [])].join("/")} (${e.status})` : abouts[0].role), h("dl", { class: "lines" }, parts, lines));
  });
}

// Everybody and every place that bears the words, asked for when the reader wants to know.
export function candidates(asks) {
  const list = h("ul", { class: "small" });
  const whole = h("details", { class: "small" }, h("summary", {}, "candidates"), list);
  whole.addEventListener("toggle", async () => {
    if (!whole.open || list.childElementCount) return;
    const answer = await fetch(address("candidates.json", asks));
    const rows = answer.ok ? (await answer.json()).rows : [];
    list.replaceChildren(...(rows.length ? rows.map((r) => h("li", {}, h("bdi", {}, told(r)))) : [h("li", {}, "No entry of the tables bears just these words.")]));
  });
  return whole;
}

const told = (r) => (r.kind ? `${r.name} (${[r.kind, r.country, r.offices.map((o) => `${o.since} to ${o.until ?? "today"} ${o.office ?? ""} ${o.sectors.join(" ")}`).join("; ")].filter(Boolean).join(", ")})` : `${r.name}, ${[r.admin1, r.country].filter(Boolean).join(", ")} (${r.precision}; ${r.lat}, ${r.lon})`);

export const legend = () =>
  h("p", { class: "small key" }, h("span", {}, h("span", { class: "m-trigger" }, "trigger", h("sup", {}, "TYPE"))), h("span", {}, h("span", { class: "m-actor" }, "actor")), h("span", {}, h("span", { class: "m-place" }, "place")), h("span", {}, h("span", { class: "m-time" }, "time")), h("span", {}, h("span", { class: "m-number" }, "number")), h("span", {}, h("span", { class: "m-quote" }, "quotation")), h("span", {}, h("span", { class: "furniture" }, "furniture of the page")));

export const sentence = (event, explain = null) => h("p", { class: "sentence", dir: "auto" }, marked(event.sentence.text, event.sentence.start, spansOf([event]), [], explain));

export const source = (e) => h("p", { class: "soft small" }, link("article", { id: e.doc_id, event: e.event_id }, e.title || e.doc_id), " · ", h("bdi", {}, e.publisher ?? "unknown publisher"), " · ", e.published ?? "undated");
