// Small pictures of the network, part by part: everybody keeps their place, who is not there is a grey dot.

const relgraphSvg = (tag, attributes) => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
};

function relgraphTitle(shape, text) {
  const title = relgraphSvg("title", {});
  title.textContent = text;
  shape.append(title);
  return shape;
}

function relgraphSmall(part, people, box) {
  const picture = relgraphSvg("svg", { viewBox: box, "aria-hidden": "true", class: "rg-small" });
  const there = new Map(part.present);
  for (const [one, other, width] of part.links) {
    const [a, b] = [people[one], people[other]];
    const alike = a.colour === b.colour;
    picture.append(relgraphSvg("line", {
      x1: a.x, y1: a.y, x2: b.x, y2: b.y, "stroke-width": width, stroke: alike ? a.colour : "currentColor", "stroke-opacity": 0.45,
    }));
  }
  people.forEach((person, index) => {
    const radius = there.get(index);
    const look = radius ? { r: radius, fill: person.colour } : { r: 13, fill: "currentColor", "fill-opacity": 0.25 };
    const dot = relgraphSvg("circle", { cx: person.x, cy: person.y, ...look });
    picture.append(relgraphTitle(dot, radius ? person.name : `${person.name} (not there)`));
  });
  return picture;
}

export default function ({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".rg");
  const { people, parts } = data;
  const [xs, ys] = [people.map((person) => person.x), people.map((person) => person.y)];
  const edge = 70;
  const [left, top] = [Math.min(0, ...xs) - edge, Math.min(0, ...ys) - edge];
  const box = [left, top, Math.max(0, ...xs) + edge - left, Math.max(0, ...ys) + edge - top].join(" ");
  root.replaceChildren(...parts.map((part) => {
    const tile = relgraphElement("button", "rg-tile", undefined, {
      type: "button",
      "aria-label": `${part.name}: ${part.present.length} people, ${part.links.length} relationships. Open in the network`,
    });
    const meetings = part.links.length;
    tile.append(
      relgraphElement("span", "rg-tile-name", part.name),
      relgraphSmall(part, people, box),
      relgraphElement("span", "rg-count", `${part.present.length} people, ${meetings} ${meetings === 1 ? "relationship" : "relationships"}`),
    );
    tile.addEventListener("click", () => setStateValue("selection", { kind: "part", id: part.id, n: Date.now() }));
    return tile;
  }));
}
