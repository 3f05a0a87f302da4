// The shell: navigation, the filter of the page, and the page itself from the values of its address.

import { h } from "./dom.js";

const NAV = [["overview", "Overview"], ["timeline", "Timeline"], ["map", "Map"], ["network", "Network"], ["commitments", "Commitments"], ["presence", "Presence"], ["search", "Search"], ["review", "Review"]];
const TYPES = "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split(" ");
const FIELDS = {
  since: ["From day", { type: "date" }],
  until: ["To day", { type: "date" }],
  type: ["Type", ["", ...TYPES]],
  status: ["Status", ["", "actual", "planned", "hypothetical", "negated", "historical"]],
  actor: ["Actor", { type: "text", placeholder: "USA, IRQ:MIL, words" }],
  recipient: ["Recipient", { type: "text", placeholder: "USA, IRQ:MIL, words" }],
  country: ["Country", { type: "text", placeholder: "IRQ", maxlength: 3 }],
  place: ["Place", { type: "text" }],
  publisher: ["Publisher", { type: "text" }],
  min_confidence: ["Least confidence", { type: "number", min: 0, max: 1, step: 0.05 }],
  one: ["One side", { type: "text", placeholder: "USA" }],
  two: ["Other side", { type: "text", placeholder: "IRQ" }],
  by: ["By", ["day", "week", "month", "quarter"]],
  holder: ["Holder", { type: "text", placeholder: "USA" }],
  level: ["Actors are", ["country", "sector"]],
  kind: ["Kind", ["", "promise", "concession", "demand", "threat", "refusal"]],
  state: ["State", ["", "open", "kept", "broken", "overdue", "withdrawn", "refused", "accepted"]],
  q: ["Words", { type: "search" }],
};
const ASKED = {
  overview: ["country", "type", "status"],
  timeline: ["one", "two", "by", "since", "until", "type", "min_confidence"],
  map: ["type", "status", "actor", "recipient", "country", "since", "until", "publisher", "min_confidence"],
  network: ["level", "type", "country", "since", "until", "min_confidence"],
  commitments: ["kind", "state", "actor", "since", "until"],
  presence: ["holder", "place", "since", "until"],
  search: ["q", "type", "status", "actor", "recipient", "country", "place", "publisher", "since", "until", "min_confidence"],
  review: ["type", "status", "actor", "country", "since", "until"],
};

const page = document.documentElement.dataset.page;
const asked = new URLSearchParams(location.search);

function navigation() {
  const items = NAV.map(([name, title]) => h("li", {}, h("a", { href: `/${name}`, "aria-current": name === page ? "page" : null }, title)));
  document.getElementById("nav").append(h("ul", {}, items));
}

function control(name, shown) {
  const [title, how] = FIELDS[name];
  const value = asked.get(name) ?? shown?.[name] ?? "";
  if (!Array.isArray(how)) return h("label", {}, title, h("input", { name, value, ...how }));
  const options = how.map((o) => h("option", { value: o, selected: o === value.split(",")[0] || (name === "type" && o === value.toUpperCase()) }, o || "any"));
  return h("label", {}, title, h("select", { name }, options));
}

function filters(shown) {
  const names = ASKED[page];
  if (!names) return;
  const form = h("form", { class: "filters", method: "get", action: `/${page}`, role: "search", "aria-label": "Filter" }, names.map((n) => control(n, shown)), h("button", { class: "main" }, "Show"), asked.size > 0 && h("a", { class: "button", href: `/${page}` }, "Clear"));
  form.addEventListener("formdata", (e) => [...e.formData].forEach(([k, v]) => v || e.formData.delete(k)));
  const narrow = matchMedia("(max-width: 40rem)").matches;
  const whole = h("details", { class: "filters", open: !narrow }, h("summary", {}, "Filter"), form);
  document.getElementById("filters").replaceChildren(whole);
}

export async function values() {
  const user = page === "review" && (localStorage.getItem("dragoman-user") || document.documentElement.dataset.user);
  const query = new URLSearchParams(location.search);
  if (user) query.set("user", user);
  const answer = await fetch(`/${page}.json?${query}`);
  const data = await answer.json();
  if (!answer.ok) throw new Error(data.error);
  return data;
}

export async function show() {
  const place = document.getElementById("page");
  try {
    const [data, module] = await Promise.all([values(), import(`./pages/${page}.js`)]);
    filters(data);
    document.getElementById("caption").textContent = data.caption;
    await module.draw(place, data);
  } catch (error) {
    filters({});
    place.replaceChildren(h("p", { class: "error", role: "alert" }, error.message || "This page cannot be shown.", " ", h("a", { href: "/overview" }, "To the overview")));
  }
  place.dataset.ready = "yes";
}

navigation();
show();
