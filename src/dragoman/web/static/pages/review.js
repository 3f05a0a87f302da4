// One decision at a time, the most doubtful first.

import { h, bdi, fill, kind, number, table } from "../dom.js";
import { decide, name, user } from "../decide.js";
import { details, legend, sentence, source } from "../marks.js";
import { show } from "../main.js";

const TYPES = "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split(" ");
const STATUSES = ["actual", "planned", "hypothetical", "negated", "historical"];
const COUNTS = ["killed", "injured", "detained", "displaced"];
let skipped = [];
let state = null;

export function draw(place, data) {
  const queue = data.rows.filter((e) => !skipped.includes(e.event_id));
  state = { event: queue[0] ?? null, data, say: h("p", { role: "status", id: "said" }) };
  const who = h("input", { type: "text", value: user(), name: "reviewer", autocomplete: "name" });
  who.addEventListener("change", () => { name(who.value); show(); });
  const agreement = data.agreement.map((a) => h("li", {}, bdi(a.one), " and ", bdi(a.two), `: ${a.events} events, ${Math.round(100 * a.alike)} % alike, kappa ${a.kappa === null ? "–" : a.kappa.toFixed(2)}`));
  fill(
    place,
    h("div", { class: "bar" }, h("label", {}, "Your name, signed to each decision", who), h("span", { class: "small" }, `${number(data.left)} events to look at, ${number(data.decided)} decided`)),
    state.say,
    state.event ? card(state.event) : h("p", { class: "card" }, data.left ? "You skipped what is left here. Load the page again to see it anew." : "Nothing is left to decide by this filter."),
    agreement.length ? [h("h2", {}, "Agreement"), h("ul", {}, agreement)] : "",
    h("h2", {}, "Decided last"),
    table(
      [
        ["When", (d) => d.time?.slice(0, 16).replace("T", " "), "day"],
        ["By", (d) => bdi(d.user)],
        ["What", (d) => `${d.action ?? d.status} ${d.type ?? d.kind}${d.changes ? ": " + Object.keys(d.changes).join(", ") : ""}`],
        ["", (d) => h("button", { type: "button", onclick: () => back(d.decision) }, "Take back")],
      ],
      data.recent,
      "Nothing yet.",
    ),
    h("p", { class: "small soft" }, "Decisions as passages to learn from: dragoman review FOLDER --passages FILE"),
  );
}

const key = (letter, text, act, css = "") => h("button", { type: "button", class: css, onclick: act }, text, " ", h("kbd", {}, letter));

function card(e) {
  const aside = h("div", {});
  return h(
    "section",
    { class: "card", "aria-label": "Event to decide on", "data-event": e.event_id },
    source(e),
    h("p", {}, kind(e), " ", h("span", { class: "status" }, e.status), ` confidence ${e.confidence.toFixed(2)}`),
    sentence(e, (told) => aside.replaceChildren(...details(told.slice(0, 3)))),
    legend(),
    facts(e),
    h("div", { class: "bar" }, key("a", "Accept", () => take("accept"), "main"), key("x", "Reject", () => take("reject")), key("e", "Edit", edit), key("space", "Skip", skip), key("⌫", "Undo", undo)),
    h("div", { id: "edit" }),
    aside,
  );
}

function facts(e) {
  const side = (list) => bdi(list.map((a) => `${a.text}${a.code ? ` [${a.code}]` : ""}`).join("; "));
  const counts = COUNTS.filter((c) => e.counts?.[c]).map((c) => `${c}: ${e.counts[c].text}`).join(", ");
  const rows = [["Actors", side(e.actors)], ["Recipients", side(e.recipients)], ["When", bdi([e.when?.from, e.when?.to].filter(Boolean).join(" to "))], ["Where", bdi([e.where?.name, e.where?.country].filter(Boolean).join(", "))], ["Numbers", counts || "–"]];
  return h("dl", {}, rows.map(([k, v]) => [h("dt", {}, k), h("dd", {}, v)]));
}

async function take(action, changes) {
  if (!state?.event) return;
  const { event } = state;
  try {
    await decide(action, { id: event.event_id, ...(changes ? { changes } : {}) });
    await show();
    state.say.textContent = `${{ accept: "Accepted", reject: "Rejected", edit: "Edited" }[action]}: ${event.type} “${event.trigger.text}”.`;
  } catch (error) {
    state.say.textContent = error.message;
  }
}

function skip() {
  if (!state?.event) return;
  skipped.push(state.event.event_id);
  draw(document.getElementById("page"), state.data);
}

async function back(decision) {
  try {
    await decide("undo", { id: decision });
    await show();
    state.say.textContent = "Taken back.";
  } catch (error) {
    state.say.textContent = error.message;
  }
}

function undo() {
  if (skipped.length && !state.data.recent.length) {
    skipped.pop();
    draw(document.getElementById("page"), state.data);
  } else if (state.data.recent.length) back(state.data.recent[0].decision);
  else state.say.textContent = "There is nothing to take back.";
}

function edit() {
  const e = state?.event;
  if (!e) return;
  const text = (id, title, value, more = {}) => h("label", more.whole ? { class: "whole" } : {}, title, h("input", { name: id, value: value ?? "", type: "text", ...more }));
  const pick = (id, title, options, value) => h("label", {}, title, h("select", { name: id }, options.map((o) => h("option", { value: o, selected: o === value }, o))));
  const side = (list) => list.map((a) => `${a.text}${a.code ? ` [${a.code}]` : ""}`).join("; ");
  const form = h(
    "form",
    { class: "edit" },
    pick("type", "Type", TYPES, e.type),
    text("modes", "Modes, by comma", (e.modes ?? []).join(", ")),
    pick("status", "Status", STATUSES, e.status),
    text("actors", "Actors: words [CODE]; …", side(e.actors), { whole: true }),
    text("recipients", "Recipients: words [CODE]; …", side(e.recipients), { whole: true }),
    text("from", "First day", e.when?.from, { type: "date" }),
    text("to", "Last day", e.when?.to, { type: "date" }),
    text("place", "Place", e.where?.name ?? e.where?.text),
    text("country", "Country (ISO-3)", e.where?.country, { maxlength: 3 }),
    text("lat", "Latitude", e.where?.lat, { type: "number", step: "any" }),
    text("lon", "Longitude", e.where?.lon, { type: "number", step: "any" }),
    COUNTS.map((c) => text(c, `${c}: number or low-high`, range(e.counts?.[c]))),
    h("div", { class: "bar whole" }, h("button", { class: "main" }, "Save"), h("button", { type: "button", onclick: () => document.getElementById("edit").replaceChildren() }, "Cancel")),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const changes = changed(e, Object.fromEntries(new FormData(form)), side);
    if (Object.keys(changes).length) take("edit", changes);
    else state.say.textContent = "Nothing was changed; to keep the event as it is, accept it.";
  });
  document.getElementById("edit").replaceChildren(form);
  form.querySelector("select").focus();
}

const range = (q) => (!q ? "" : q.low === q.high || q.high === null ? `${q.low ?? ""}` : `${q.low ?? 0}-${q.high}`);

function changed(e, form, side) {
  const out = {};
  const actors = (value) => value.split(";").map((p) => p.trim()).filter(Boolean).map((p) => {
    const found = /^(.*?)\s*(?:\[([A-Za-z:]+)\])?$/.exec(p);
    return { text: found[1] || p, code: found[2] ?? null };
  });
  const modes = form.modes.split(",").map((m) => m.trim()).filter(Boolean);
  if (form.type !== e.type) out.type = form.type;
  if (modes.join() !== (e.modes ?? []).join()) out.modes = modes;
  if (form.status !== e.status) out.status = form.status;
  for (const s of ["actors", "recipients"]) if (form[s].trim() !== side(e[s])) out[s] = actors(form[s]);
  if (form.from !== (e.when?.from ?? "") || form.to !== (e.when?.to ?? "")) out.when = form.from ? { from: form.from, to: form.to || form.from } : null;
  const place = [form.place, form.country, form.lat, form.lon];
  if (place.join("|") !== [e.where?.name ?? e.where?.text ?? "", e.where?.country ?? "", e.where?.lat ?? "", e.where?.lon ?? ""].join("|")) out.where = form.place || form.country ? { name: form.place, country: form.country, lat: form.lat === "" ? null : Number(form.lat), lon: form.lon === "" ? null : Number(form.lon) } : null;
  if (COUNTS.some((c) => form[c].trim() !== range(e.counts?.[c]))) {
    out.counts = {};
    for (const c of COUNTS) {
      const found = /^(\d+(?:\.\d+)?)(?:\s*[-–]\s*(\d+(?:\.\d+)?))?$/.exec(form[c].trim());
      if (found) out.counts[c] = { low: Number(found[1]), high: Number(found[2] ?? found[1]) };
    }
  }
  return out;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
  const keys = { a: () => take("accept"), x: () => take("reject"), " ": skip, Backspace: undo, e: edit };
  const free = event.key !== " " || !["BUTTON", "A", "SUMMARY"].includes(event.target.tagName);
  if (keys[event.key] && free) {
    event.preventDefault();
    keys[event.key]();
  }
});
