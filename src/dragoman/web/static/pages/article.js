// A story as it is stored, with everything found in it marked at its words.

import { h, bdi, fill, kind, link, status } from "../dom.js";
import { details, legend, marked, spansOf } from "../marks.js";

export function draw(place, data) {
  const story = data.document;
  const text = [...story.text];
  document.getElementById("title").replaceChildren(bdi(story.title || `${text.slice(0, 70).join("")} …`));
  const aside = h("aside", { "aria-live": "polite", "aria-label": "What the marked words are" }, h("p", { class: "soft" }, "Point at marked words, or reach them with the tab key, to see what they were read as and what decided it."));
  const explain = (told) => aside.replaceChildren(...details(told));
  const spans = spansOf(data.rows, data.figures, data.relations, data.quotes);
  const chosen = new URLSearchParams(location.search).get("event");
  const told = marked(text.join(""), 0, spans, story.furniture ?? [], explain);
  const events = data.rows.map((e) => h("li", {}, link("group", { id: data.groups[e.event_id] ?? "" }, kind(e)), " ", status(e.status), " ", bdi(e.actors.map((a) => a.name || a.text).join(", ")), " → ", bdi(e.recipients.map((a) => a.name || a.text).join(", ")), h("br"), h("span", { class: "soft small" }, h("q", { dir: "auto" }, e.trigger.text))));
  fill(
    place,
    h("p", { class: "soft" }, bdi(story.publisher ?? "unknown publisher"), " · ", story.published ? `${story.published} (from ${story.published_from})` : "undated", " · ", story.url ? h("a", { href: story.url, rel: "noreferrer noopener" }, story.url) : bdi(story.source)),
    legend(),
    h("div", { class: "split" }, h("div", {}, h("div", { class: "story", dir: "auto", lang: story.language ?? "en" }, told), h("h2", {}, "Events in the order of the text"), h("ul", { class: "list" }, events.length ? events : h("li", {}, "No event was found."))), aside),
  );
  const event = chosen && data.rows.find((e) => e.event_id === chosen);
  if (event) {
    explain(spans.filter((s) => s.about?.event === event));
    const first = [...place.querySelectorAll(".story .m-trigger")].find((e) => e.getAttribute("aria-label")?.startsWith(event.trigger.text.slice(0, 20)));
    first?.scrollIntoView({ block: "center" });
  }
}
