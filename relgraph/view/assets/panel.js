// The panel beside the network: what is known about the story, a person or a relationship, and the passages.
// Everything from a story is set as textContent.

// Of several things in a row one can be reached with Tab, the others with the arrow keys.
function relgraphRove(items) {
  for (const [at, item] of items.entries()) {
    item.tabIndex = at ? -1 : 0;
    item.addEventListener("focus", () => { for (const other of items) other.tabIndex = other === item ? 0 : -1; });
    item.addEventListener("keydown", (event) => {
      const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
      if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      items[Math.min(items.length - 1, Math.max(0, to))].focus();
    });
  }
}

// Handlers that are not given leave out what needs them: onMore (other passages), onOpen (the place in the story), onVeto, onRestore.
function relgraphPanel(root, panel, { onChoose, onMore, onOpen, onVeto, onRestore }) {
  const el = relgraphElement;
  const number = (value) => value.toLocaleString("en");
  const counted = (value, one, many) => `${number(value)} ${value === 1 ? one : many}`;

  function section(title, ...content) {
    const made = el("section", "rg-section");
    made.append(el("h3", "rg-h3", title), ...content);
    return made;
  }

  function button(className, text, act, attributes = {}) {
    const made = el("button", className, text, { type: "button", ...attributes });
    made.addEventListener("click", act);
    return made;
  }

  const small = (text) => el("p", "rg-small", text);
  const person = ({ id, name }, className) => button(className, name, () => onChoose({ kind: "person", id }));

  function heading() {
    const title = el("h2", "rg-h2", undefined, { tabindex: "-1" });
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

  function ends(chart) {
    const made = el("div", "rg-ends");
    made.append(el("span", "", chart.ends[0]), el("span", "", chart.ends[1]));
    return made;
  }

  function bars(chart) {
    const top = Math.max(1, ...chart.parts.map(([, count]) => count));
    const list = el("ol", "rg-bars");
    const lead = { passage: onMore, place: onOpen && ((at) => onOpen([at, at])) }[chart.leads];
    const buttons = [];
    for (const [at, [label, count]] of chart.parts.entries()) {
      const part = el("li", "rg-part", undefined, { title: `${label}: ${count}` });
      const bar = el("span", "rg-bar");
      bar.style.height = `${count ? Math.max(6, (100 * count) / top) : 0}%`;
      if (lead && chart.to[at] >= 0) {
        const go = button("rg-lead", undefined, () => lead(chart.to[at]), { "aria-label": `${label}: ${count}, go there` });
        go.append(bar);
        buttons.push(go);
        part.append(go);
      } else part.append(bar, el("span", "rg-hidden", `${label}: ${count}`));
      list.append(part);
    }
    relgraphRove(buttons);
    return section(chart.title, list, ends(chart));
  }

  function mood(chart) {
    const top = Math.max(0.1, ...chart.parts.map(([, value]) => Math.abs(value ?? 0)));
    const list = el("ol", "rg-bars rg-moods");
    for (const [label, value, sentences] of chart.parts) {
      const told = value === null ? `${label}: too few sentences` : `${label}: ${value > 0 ? "+" : ""}${value.toFixed(2)}, ${counted(sentences, "sentence", "sentences")}`;
      const part = el("li", "rg-part", undefined, { title: told });
      const bar = el("span", `rg-bar ${value < 0 ? "rg-below-zero" : "rg-above-zero"}`);
      bar.style.height = value ? `${Math.max(3, (50 * Math.abs(value)) / top)}%` : "0";
      part.append(bar, el("span", "rg-hidden", told));
      list.append(part);
    }
    const axis = el("div", "rg-axis", undefined, { "aria-hidden": "true" });
    axis.append(el("span", "", "pleasant"), el("span", "", "unpleasant"));
    const frame = el("div", "rg-mood");
    frame.append(list, axis);
    return section(chart.title, frame, ends(chart), small(chart.note));
  }

  function choice(kind, id, content, label) {
    const made = button(`rg-pick rg-pick-${content.length}`, undefined, () => onChoose({ kind, id }), label && { "aria-label": label, title: label });
    made.append(...content);
    return made;
  }

  function track(share) {
    const fill = el("span", "rg-fill");
    fill.style.width = `${100 * share}%`;
    const made = el("span", "rg-track");
    made.append(fill);
    return made;
  }

  function choices(group) {
    const top = Math.max(1, ...group.items.map((item) => item.weight));
    const list = el("ol", "rg-choices");
    for (const item of group.items) {
      const dot = el("span", "rg-dot");
      dot.style.background = item.colour;
      const amount = [track(item.weight / top), el("span", "rg-count", number(item.weight))];
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
      tag.append(el("span", "rg-count", number(count)));
      list.append(tag);
    }
    return section(group.title, list, ...(group.note ? [small(group.note)] : []));
  }

  function labels() {
    const list = el("ul", "rg-tags");
    for (const label of panel.labels) list.append(el("li", "rg-tag", label));
    return section("What the text calls it", list);
  }

  function circle(group) {
    const list = el("ul", "rg-tags");
    for (const [id, name] of group.items) {
      const item = el("li");
      item.append(person({ id, name }, "rg-tag rg-tag-button"));
      list.append(item);
    }
    return section(group.title, list);
  }

  function speeches(group) {
    const top = Math.max(1, ...group.items.map((item) => item.words));
    const list = el("ol", "rg-speeches");
    for (const item of group.items) {
      const who = el("div", "rg-speech-who");
      const to = item.id ? person({ id: item.id, name: item.to }, "rg-link") : el("span", "", item.to);
      who.append(el("span", "", item.speaker), el("span", "rg-and", " to "), to);
      const amount = el("div", "rg-count", `${counted(item.speeches, "speech", "speeches")}, ${counted(item.words, "word", "words")}`);
      const line = el("li", "rg-speech");
      line.append(who, amount, track(item.words / top));
      list.append(line);
    }
    return section(group.title, list, small(group.note));
  }

  function pieces(items) {
    return (items ?? []).map(([text, who, kind]) => (who ? el("mark", `rg-mark rg-${who} rg-kind-${kind}`, text) : document.createTextNode(text)));
  }

  function open(span, label = "Open in the story") {
    return button("rg-action", label, () => onOpen(span));
  }

  function passage(item, { veto = false } = {}) {
    const made = el("blockquote", "rg-passage");
    const text = el("div", "rg-text");
    text.append(...pieces(item.pieces));
    if (item.cut) text.append(el("span", "rg-cut", " …"));
    const actions = el("div", "rg-actions");
    if (item.before?.length || item.after?.length) {
      const sides = [item.before, item.after].map((side) => {
        const made = el("span", "rg-around");
        made.append(...pieces(side));
        return made;
      });
      const around = button("rg-action", "Text around", () => {
        const unfolded = sides[0].isConnected;
        if (unfolded) for (const side of sides) side.remove();
        else {
          text.prepend(sides[0]);
          text.append(sides[1]);
        }
        around.setAttribute("aria-expanded", String(!unfolded));
      }, { "aria-expanded": "false" });
      actions.append(around);
    }
    if (onOpen && item.span) actions.append(open(item.span));
    if (veto && onVeto) actions.append(button("rg-action", "Not a meeting", () => onVeto(item.span), { title: "It no longer counts. You can undo this." }));
    made.append(text);
    if (actions.children.length) made.append(actions);
    return made;
  }

  function passages() {
    const box = el("div", "rg-passages");
    let chapter = null;
    for (const item of panel.passages) {
      if (item.chapter !== chapter) box.append(el("h4", "rg-h4", (chapter = item.chapter)));
      box.append(passage(item, { veto: true }));
    }
    const begin = panel.begin ?? 0;
    const [end, count] = [begin + panel.passages.length, panel.count];
    const title = end - begin === count ? "Passages" : `Passages ${begin + 1} to ${end} of ${number(count)}`;
    if (onMore && end - begin < count) {
      const turn = (text, to, able) => button("rg-turn", text, () => onMore(to), able ? {} : { disabled: "" });
      const pager = el("div", "rg-pager");
      const size = Math.max(1, panel.portion);
      pager.append(turn("← Earlier", Math.max(0, begin - size), begin > 0), turn("Later →", end, end < count));
      box.append(pager);
    }
    const made = section(title, box);
    made.classList.add("rg-evidence");
    made.firstChild.tabIndex = -1;
    return made;
  }

  function places() {
    return panel.places.map((place) => section(`${place.title} · ${place.passage.chapter}`, passage(place.passage)));
  }

  function reasons() {
    const made = el("details", "rg-section rg-details");
    const doubtful = panel.reasons.filter((reason) => reason.doubtful).length;
    made.append(el("summary", "rg-h3", `Why these names are one person${doubtful ? ` · ${doubtful} doubtful` : ""}`));
    const list = el("ul", "rg-reasons");
    for (const reason of panel.reasons) {
      const line = el("li", "rg-reason");
      const forms = el("div", "rg-forms", `“${reason.forms[1]}” is “${reason.forms[0]}”`);
      if (reason.doubtful) forms.append(el("span", "rg-doubtful", "doubtful"));
      line.append(forms, small(`${reason.why}${reason.others.length ? `; it could also be ${reason.others.join(", ")}` : ""}`), passage(reason.passage));
      list.append(line);
    }
    made.append(list);
    return made;
  }

  function vetoed() {
    const box = el("div");
    for (const item of panel.vetoed) {
      const made = passage(item.passage);
      made.prepend(el("div", "rg-forms", item.title));
      made.classList.add("rg-vetoed");
      if (onRestore) made.append(button("rg-action", "It is a meeting after all", () => onRestore(item.id)));
      box.append(made);
    }
    return section("Marked as not a meeting", box);
  }

  const body = el("div", `rg-panel rg-panel-${panel.kind}`);
  const add = (shown, make) => { if (shown) body.append(...[make()].flat()); };
  const each = (groups, make) => { for (const group of groups ?? []) if (group.items.length) body.append(make(group)); };
  add(panel.kind !== "story", () => button("rg-back", "← Whole story", () => onChoose({ kind: "none" })));
  body.append(heading());
  add(panel.subtitle, () => el("p", "rg-subtitle", panel.subtitle));
  add(panel.facts?.length, facts);
  add(panel.note, () => el("p", "rg-note", panel.note));
  add(panel.labels?.length, labels);
  each(panel.tags, tags);
  add(panel.reasons?.length, reasons);
  for (const chart of panel.charts ?? []) body.append(bars(chart));
  each(panel.choices, choices);
  each(panel.speeches, speeches);
  add(panel.mood, () => mood(panel.mood));
  each(panel.words, tags);
  add(panel.circle?.items.length, () => circle(panel.circle));
  add(panel.places?.length, places);
  add(panel.passages?.length, passages);
  add(panel.vetoed?.length, vetoed);
  if (panel.colours) {
    body.style.setProperty("--first", panel.colours[0]);
    body.style.setProperty("--second", panel.colours[1]);
  }
  root.replaceChildren(body);
}
