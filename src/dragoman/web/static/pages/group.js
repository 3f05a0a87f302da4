// All reports of one event side by side, where they differ, and how to join or part them.

import { h, bdi, fill, kind, link, status, table } from "../dom.js";
import { decide } from "../decide.js";
import { legend, sentence, source } from "../marks.js";
import { show } from "../main.js";

export function draw(place, data) {
  const g = data.group;
  const say = h("p", { role: "status" });
  const act = async (action, events) => {
    try {
      const done = await decide(action, { events });
      await show();
      const undo = h("button", { type: "button", onclick: async () => { await decide("undo", { id: done.decision }); await show(); } }, "Undo");
      document.getElementById("page").prepend(h("p", { role: "status" }, action === "merge" ? "The groups are one now. " : "The report has a group of its own now. ", undo));
    } catch (error) {
      say.textContent = error.message;
    }
  };
  const other = h("input", { type: "text", "aria-label": "Id of an event of the other group", placeholder: "event id, e…" });
  const days = [...new Set([g.day_from, g.day_to].filter(Boolean))].join(" to ");
  fill(
    place,
    h("p", {}, kind(g), " ", h("span", { class: "status" }, g.status), ` ${days || "of unknown day"} · ${data.rows.length} reports in ${g.documents.length} documents`, g.copies ? ` and ${g.copies} copies` : "", " · ", bdi(g.where?.name ?? "place unknown")),
    g.conflicts.length ? h("div", { class: "card" }, h("h2", {}, "⚠ Reports differ"), h("ul", {}, g.conflicts.map((c) => h("li", {}, h("b", {}, c.field), ": ", c.values.map((v, i) => [i ? " / " : "", bdi(v.value), ` (${v.events.length})`]))))) : null,
    h("h2", {}, "Reports"),
    legend(),
    data.rows.map((e) => h("article", { class: "card" }, source(e), sentence(e), h("p", { class: "small" }, kind(e), " ", status(e.status), ` confidence ${e.confidence.toFixed(2)}`, e.event_id === g.representative ? " · represents the group" : "", ` · ${e.event_id} `, data.rows.length > 1 && h("button", { type: "button", onclick: () => act("split", [e.event_id]) }, "Part from the group")))),
    h("form", { class: "bar", onsubmit: (e) => { e.preventDefault(); if (other.value.trim()) act("merge", [g.representative, other.value.trim()]); } }, h("label", {}, "Join with the group of event", other), h("button", {}, "Join")),
    say,
    h("h2", {}, "Commitments tied to it"),
    table(
      [
        ["Day", (c) => c.day, "day"],
        ["Who", (c) => bdi(c.who)],
        ["To", (c) => bdi(c.to)],
        ["What", (c) => link("group", { id: c.group_id }, c.kind + (c.about ? ` about ${c.about}` : ""))],
        ["State", (c) => h("span", { class: "status" }, c.status)],
        ["Words", (c) => h("q", { dir: "auto" }, c.sentence), "wide"],
      ],
      data.commitments,
      "None.",
    ),
  );
}
