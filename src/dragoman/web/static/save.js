// A picture with its caption, which is a citation, and buttons that save it.

import { h } from "./dom.js";

const STYLED = ["fill", "stroke", "stroke-width", "stroke-dasharray", "fill-opacity", "stroke-opacity", "opacity", "font-size", "font-family", "font-weight", "text-anchor"];

export function figure(svg, name, caption, note) {
  svg.querySelectorAll("g[aria-label]").forEach((g) => g.removeAttribute("aria-label"));
  const csv = location.pathname + ".csv" + location.search;
  const bar = h(
    "div",
    { class: "bar" },
    h("button", { type: "button", onclick: () => save(asBlob(svg, caption), `dragoman-${name}.svg`) }, "SVG"),
    h("button", { type: "button", onclick: () => savePng(svg, caption, name) }, "PNG"),
    h("a", { class: "button", href: csv, download: "" }, "CSV"),
  );
  return h("figure", {}, h("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": svg.getAttribute("aria-label") ?? name }, svg), h("figcaption", {}, note ? [note, h("br")] : null, caption), bar);
}

function asBlob(svg, caption) {
  return new Blob([text(svg, caption)], { type: "image/svg+xml" });
}

function text(svg, caption) {
  const copy = svg.cloneNode(true);
  const from = [svg, ...svg.querySelectorAll("*")];
  const to = [copy, ...copy.querySelectorAll("*")];
  from.forEach((element, i) => {
    const style = getComputedStyle(element);
    for (const name of STYLED) to[i].setAttribute(name, style.getPropertyValue(name));
    to[i].removeAttribute("class");
  });
  copy.querySelectorAll("style, script").forEach((s) => s.remove());
  const { width, height } = size(svg);
  const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "text");
  const page = getComputedStyle(document.body);
  Object.entries({ width, height: height + 24, fill: page.backgroundColor }).forEach(([k, v]) => ground.setAttribute(k, v));
  Object.entries({ x: 4, y: height + 16, "font-size": 10, "font-family": "sans-serif", fill: page.color }).forEach(([k, v]) => line.setAttribute(k, v));
  line.textContent = caption;
  copy.prepend(ground);
  copy.append(line);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("viewBox", `0 0 ${width} ${height + 24}`);
  copy.setAttribute("width", width);
  copy.setAttribute("height", height + 24);
  return new XMLSerializer().serializeToString(copy);
}

function size(svg) {
  const box = svg.viewBox.baseVal;
  return box && box.width ? { width: box.width, height: box.height } : { width: svg.clientWidth, height: svg.clientHeight };
}

function savePng(svg, caption, name) {
  const image = new Image();
  image.onload = () => {
    const canvas = h("canvas", { width: image.width * 2, height: image.height * 2 });
    const context = canvas.getContext("2d");
    context.scale(2, 2);
    context.drawImage(image, 0, 0);
    canvas.toBlob((blob) => save(blob, `dragoman-${name}.png`), "image/png");
  };
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text(svg, caption));
}

function save(blob, name) {
  const url = URL.createObjectURL(blob);
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
