// Events by words and filter.

import { h, bdi, fill, kind, link, pager, status, table } from "../dom.js";
import { sentence } from "../marks.js";

export function draw(place, data) {
  fill(
    place,
    table(
      [
        ["Day", (e) => e.when?.from ?? e.published, "day"],
        ["What", (e) => [kind(e), " ", status(e.status)]],
        ["Who", (e) => bdi(e.actors.map((a) => a.name || a.text).join(", "))],
        ["To whom", (e) => bdi(e.recipients.map((a) => a.name || a.text).join(", "))],
        ["Words", (e) => [sentence(e), h("span", { class: "small soft" }, link("article", { id: e.doc_id, event: e.event_id }, e.title || e.doc_id), " · ", bdi(e.publisher))], "wide"],
      ],
      data.rows,
      "No event passes these words and filters. Take one away, or look at the overview for what the folder holds.",
    ),
    pager(data),
    h("p", { class: "bar" }, h("a", { class: "button", href: "/search.csv" + location.search }, "CSV"), h("a", { class: "button", href: "/search.json" + location.search }, "JSON")),
  );
}
