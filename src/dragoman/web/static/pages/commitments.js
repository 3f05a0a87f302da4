// Who promised, asked, threatened or refused what, and what became of it; the reader may decide.

import { h, bdi, fill, link, pager, table } from "../dom.js";
import { decide } from "../decide.js";
import { show } from "../main.js";

const fate = (l) => `${l.day} ${l.outcome}`;

export function draw(place, data) {
  const say = h("p", { role: "status" });
  const choose = (c) => {
    const box = h("select", { "aria-label": `State of ${c.commitment_id}` }, data.states.map((s) => h("option", { value: s, selected: s === c.status }, s)));
    box.addEventListener("change", async () => {
      try {
        await decide("commitment", { id: c.commitment_id, status: box.value });
        await show();
      } catch (error) {
        say.textContent = error.message;
      }
    });
    return [box, c.decided_by === "person" ? " decided" : ""];
  };
  fill(
    place,
    say,
    table(
      [
        ["Day", (c) => c.day, "day"],
        ["Who", (c) => bdi(c.who)],
        ["To", (c) => bdi(c.to)],
        ["What", (c) => link("group", { id: c.group_id }, c.kind + (c.about ? ` about ${[c.about, ...(c.about_modes ?? [])].join("/")}` : ""))],
        ["By when", (c) => [c.deadline ?? "–", c.condition ? h("span", { class: "soft" }, `, ${c.condition}`) : null]],
        ["State", choose],
        ["What became of it", (c) => (c.later?.length ? c.later.slice(-2).map((l) => [l.group_id ? link("group", { id: l.group_id }, fate(l)) : link("article", { id: l.doc_id }, fate(l)), " "]) : "–")],
        ["Words", (c) => h("span", { dir: "auto" }, link("article", { id: c.doc_id }, h("q", {}, c.sentence))), "wide"],
      ],
      data.rows,
      "No commitment passes the filter.",
    ),
    pager(data),
    h("p", {}, h("a", { class: "button", href: "/commitments.csv" + location.search }, "CSV")),
  );
}
