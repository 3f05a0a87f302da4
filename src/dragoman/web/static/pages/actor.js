// One actor: how the texts named it, when, by which rule, and with whom it dealt.

import { h, address, bdi, fill, groupTable, link, number, table } from "../dom.js";

export async function draw(place, data) {
  const known = await (await fetch(address("candidates.json", { kind: "actor", id: data.id, words: data.id }))).json();
  const offices = known.rows.flatMap((r) => r.offices.map((o) => ({ ...o, name: r.name })));
  document.getElementById("title").textContent = `Actor: ${data.id}`;
  const names = [...new Set(data.rows.map((r) => r.name).filter(Boolean))];
  const codes = [...new Set(data.rows.map((r) => r.code).filter(Boolean))];
  const sectors = [...new Set(data.rows.flatMap((r) => r.sectors ?? []))];
  const ids = [...new Set(data.rows.map((r) => r.actor_id).filter(Boolean))].slice(0, 40);
  fill(
    place,
    h("dl", {}, h("dt", {}, "Names"), h("dd", {}, bdi(names.slice(0, 40).join("; "))), h("dt", {}, "Codes"), h("dd", {}, codes.join(", ")), h("dt", {}, "Sectors"), h("dd", {}, sectors.join(", ") || "–"), h("dt", {}, "Held together here"), h("dd", {}, ids.length ? ids.map((i) => [link("actor", { id: i }, i), " "]) : "–")),
    offices.length ? [h("h2", {}, "Offices"), table([["Since", (o) => o.since, "day"], ["Until", (o) => o.until ?? "today", "day"], ["Office", (o) => o.office || "–"], ["Sectors", (o) => o.sectors.join(", ")], ["Name", (o) => bdi(o.name)]], offices, "None.")] : null,
    h("h2", {}, "How it is named"),
    table(
      [
        ["Words", (r) => bdi(r.words)],
        ["Read as", (r) => [bdi(r.name), " ", r.actor_id && r.actor_id !== data.id ? link("actor", { id: r.actor_id }, r.actor_id) : r.actor_id]],
        ["Code", (r) => r.code],
        ["By the rule", (r) => r.rule],
        ["First day", (r) => r.first, "day"],
        ["Last day", (r) => r.last, "day"],
        ["Times", (r) => number(r.times), "num"],
      ],
      data.rows,
      "Never.",
    ),
    h("h2", {}, "Sources"),
    table([["Publisher", (s) => bdi(s.publisher)], ["Documents", (s) => number(s.documents), "num"]], data.sources, "None."),
    h("h2", {}, "Newest events"),
    groupTable(data.groups, "It is no side of an event."),
  );
}
