// The text of a story: every mention in the colour of its circle, its name on hover and focus. It runs at every change
// of data or theme; the text is built anew only where it is another one. Everything from a story is set as textContent.

const relgraphRead = new WeakMap();
const relgraphFirst = 14; // people in the list at first

function relgraphText(portion, { onGo, onFollow }) {
  const el = relgraphElement;
  const said = (person, doubtful) => `${person.name}${doubtful ? " (doubtful)" : ""}`;

  function button(className, text, act, able = true) {
    const made = el("button", className, text, { type: "button", ...(!able && { disabled: "" }) });
    made.addEventListener("click", act);
    return made;
  }

  function pager() {
    const made = el("nav", "rg-pager", undefined, { "aria-label": "Parts of the story" });
    made.append(
      button("rg-turn", "← Earlier", () => onGo(portion.before), portion.before !== null),
      button("rg-turn", "Later →", () => onGo(portion.after), portion.after !== null),
    );
    return made;
  }

  function stretch({ text, who, at, doubtful, here, says }) {
    if (says !== undefined) return el("span", "rg-says", `${says}: `);
    const made = el("span", here ? "rg-here" : "", text);
    if (who === undefined) return made;
    const person = portion.people[who];
    made.classList.add("rg-who");
    made.classList.toggle("rg-dotted", Boolean(doubtful));
    made.style.setProperty("--circle", person.colour);
    Object.assign(made.dataset, { at, person: person.id, name: said(person, doubtful) });
    if (!person.name.toLowerCase().includes(text.toLowerCase())) made.classList.add("rg-unnamed"); // a name needs no name behind it
    made.addEventListener("click", () => onFollow(person.id));
    made.addEventListener("keydown", ({ key }) => { if (key === "Enter") onFollow(person.id); });
    return made;
  }

  function paragraph({ verse, stretches }) {
    const made = el("p", verse ? "rg-verse" : "");
    made.append(...stretches.map(stretch));
    return made;
  }

  function people() {
    const made = el("details", "rg-people", undefined, { open: "" });
    const list = el("ul", "rg-choices");
    for (const [at, person] of portion.people.entries()) {
      const line = button("rg-pick rg-pick-3", undefined, () => onFollow(person.id));
      const dot = el("span", "rg-dot");
      dot.style.background = person.colour;
      line.title = person.circle;
      line.dataset.follow = person.id;
      line.append(dot, el("span", "rg-choice-name", person.name), el("span", "rg-count", person.count.toLocaleString("en")));
      const item = el("li", "rg-choice");
      item.append(line);
      item.hidden = at >= relgraphFirst;
      list.append(item);
    }
    const all = button("rg-action", `Show all ${portion.people.length}`, () => {
      for (const item of list.children) item.hidden = false;
      list.children[relgraphFirst].firstChild.focus();
      all.remove();
    });
    const note = "Colours are circles. Point at a marked word to see whom it means; a dotted line means a doubtful guess.";
    made.append(el("summary", "rg-h3", `People here (${portion.people.length})`), list, ...(portion.people.length > relgraphFirst ? [all] : []), el("p", "rg-small", note));
    return made;
  }

  const body = el("div", "rg-book");
  const page = el("article", "rg-page");
  page.append(
    el("h2", "rg-h2", portion.chapter, { tabindex: "-1" }),
    ...(portion.parts > 1 ? [el("p", "rg-subtitle", `Part ${portion.part} of ${portion.parts}`)] : []),
    ...portion.paragraphs.map(paragraph),
    pager(),
  );
  body.append(page, ...(portion.people.length ? [people()] : []));
  return body;
}

function relgraphReaderPart({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".rg");
  const before = relgraphRead.get(root);
  const text = JSON.stringify(data.portion);
  const tell = (kind, id) => setStateValue("selection", { kind, id: String(id), n: Date.now() });
  if (before?.text !== text) {
    const narrow = matchMedia("(width <= 900px)").matches;
    root.replaceChildren(relgraphText(data.portion, { onGo: (at) => tell("go", at), onFollow: (id) => tell("follow", id) }));
    if (narrow) root.querySelector(".rg-people")?.removeAttribute("open");
    relgraphRove([...root.querySelectorAll(".rg-who")]);
  }
  relgraphRead.set(root, { text, n: data.n });
  root.classList.toggle("rg-names", data.names);
  root.classList.toggle("rg-speakers", data.speakers);
  for (const found of root.querySelectorAll("[data-person]")) found.classList.toggle("rg-followed", found.dataset.person === data.follow);
  for (const found of root.querySelectorAll("[data-follow]")) found.setAttribute("aria-pressed", String(found.dataset.follow === data.follow));

  if (before?.n === data.n) return;
  const there = data.mention && root.querySelector(`[data-at="${data.at}"]`);
  const target = there || (data.at && root.querySelector(".rg-here"));
  if (target) target.scrollIntoView({ block: "center" });
  else if (before) root.scrollIntoView({ block: "start" });
  if (there) there.focus({ preventScroll: true });
  else if (before) root.querySelector(".rg-h2").focus({ preventScroll: true });
  root.dataset.shown = data.n;
}
