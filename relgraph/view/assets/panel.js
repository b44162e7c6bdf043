// The panel beside the network: what is known about the story, a person or a relationship, and the passages.
// Everything from a story is set as textContent.

function relgraphPanel(root, panel, { onChoose, onMore }) {
  const el = relgraphElement;
  const section = (title, ...content) => {
    const made = el("section", "rg-section");
    made.append(el("h3", "rg-h3", title), ...content);
    return made;
  };

  function person(choice, className) {
    const made = el("button", className, choice.name, { type: "button" });
    made.addEventListener("click", () => onChoose({ kind: "person", id: choice.id }));
    return made;
  }

  function heading() {
    const title = el("h2", "rg-h2");
    if (panel.kind === "pair") {
      title.append(person(panel.first, "rg-name rg-first"), el("span", "rg-and", " and "), person(panel.second, "rg-name rg-second"));
    } else title.textContent = panel.title;
    return title;
  }

  function facts() {
    const list = el("dl", "rg-facts");
    for (const [label, value] of panel.facts) {
      const fact = el("div", "rg-fact");
      fact.append(el("dt", "", label), el("dd", "", value));
      list.append(fact);
    }
    return list;
  }

  function bars(chart) {
    const top = Math.max(1, ...chart.parts.map(([, count]) => count));
    const list = el("ol", "rg-bars");
    for (const [label, count] of chart.parts) {
      const part = el("li", "rg-part", undefined, { title: `${label}: ${count}` });
      const bar = el("span", "rg-bar");
      bar.style.height = `${count ? Math.max(6, (100 * count) / top) : 0}%`;
      part.append(bar, el("span", "rg-hidden", `${label}: ${count}`));
      list.append(part);
    }
    const ends = el("div", "rg-ends");
    ends.append(el("span", "", chart.ends[0]), el("span", "", chart.ends[1]));
    return section(chart.title, list, ends);
  }

  function choice(kind, id, content, label) {
    const made = el("button", `rg-pick rg-pick-${content.length}`, undefined, { type: "button", ...(label && { "aria-label": label, title: label }) });
    made.append(...content);
    made.addEventListener("click", () => onChoose({ kind, id }));
    return made;
  }

  function choices(group) {
    const top = Math.max(1, ...group.items.map((item) => item.weight));
    const list = el("ol", "rg-choices");
    for (const item of group.items) {
      const dot = el("span", "rg-dot");
      dot.style.background = item.colour;
      const fill = el("span", "rg-fill");
      fill.style.width = `${(100 * item.weight) / top}%`;
      const track = el("span", "rg-track");
      track.append(fill);
      const amount = [track, el("span", "rg-count", item.weight.toLocaleString("en"))];
      const name = [dot, el("span", "rg-choice-name", item.name)];
      const line = el("li", item.pair ? "rg-choice rg-split" : "rg-choice");
      if (item.pair) line.append(choice(item.kind, item.id, name), choice("pair", item.pair, amount, `${item.name}: ${item.weight}, show the passages`));
      else line.append(choice(item.kind, item.id, [...name, ...amount]));
      list.append(line);
    }
    return section(group.title, list);
  }

  function tags(group) {
    const list = el("ul", "rg-tags");
    for (const [name, count] of group.items) {
      const tag = el("li", "rg-tag", name);
      tag.append(el("span", "rg-count", count.toLocaleString("en")));
      list.append(tag);
    }
    return section(group.title, list);
  }

  function passage(item) {
    const made = el("blockquote", "rg-passage");
    for (const [text, who, kind] of item.pieces) {
      if (!who) made.append(text);
      else made.append(el("mark", `rg-mark rg-${who} rg-kind-${kind}`, text));
    }
    if (item.cut) made.append(el("span", "rg-cut", " …"));
    return made;
  }

  function passages() {
    const box = el("div", "rg-passages");
    let chapter = null;
    for (const item of panel.passages) {
      if (item.chapter !== chapter) box.append(el("h4", "rg-h4", (chapter = item.chapter)));
      box.append(passage(item));
    }
    if (panel.more) {
      const more = el("button", "rg-more", `Show more (${panel.more.toLocaleString("en")} left)`, { type: "button" });
      more.addEventListener("click", () => onMore(panel.passages.length));
      box.append(more);
    }
    return section("Passages", box);
  }

  const body = el("div", `rg-panel rg-panel-${panel.kind}`);
  if (panel.kind !== "story") {
    const back = el("button", "rg-back", "← Whole story", { type: "button" });
    back.addEventListener("click", () => onChoose({ kind: "none" }));
    body.append(back);
  }
  body.append(heading());
  if (panel.subtitle) body.append(el("p", "rg-subtitle", panel.subtitle));
  if (panel.facts?.length) body.append(facts());
  if (panel.note) body.append(el("p", "rg-note", panel.note));
  for (const group of panel.tags ?? []) if (group.items.length) body.append(tags(group));
  for (const chart of panel.charts ?? []) body.append(bars(chart));
  for (const group of panel.choices ?? []) if (group.items.length) body.append(choices(group));
  if (panel.passages?.length) body.append(passages());
  if (panel.colours) {
    body.style.setProperty("--first", panel.colours[0]);
    body.style.setProperty("--second", panel.colours[1]);
  }
  root.replaceChildren(body);
}
