// The stand-alone page: the same network and panel as in the dashboard, fed from the data in the page.

{
  const data = JSON.parse(document.getElementById("data").textContent);
  const place = document.getElementById("panel");
  const [search, slider, weight, near] = ["search", "least", "weight", "near"].map((id) => document.getElementById(id));
  for (const panel of [...Object.values(data.people), ...Object.values(data.pairs)]) {
    for (const chart of panel.charts) chart.parts = chart.parts.map((count, at) => [data.parts[at], count]);
  }
  const panelOf = ({ kind, id }) => (kind === "person" ? data.people[id] : kind === "pair" ? data.pairs[id] : null) ?? data.story;
  const show = (choice) => {
    relgraphPanel(place, panelOf(choice), { onChoose: choose });
    place.scrollTop = 0;
  };
  const network = relgraphNetwork(document.getElementById("network"), { onSelect: select, label: data.label });
  let chosen = { kind: "none" };
  let around = null; // whose people alone are shown

  function select(choice) {
    chosen = choice;
    show(choice);
    redraw();
  }
  function choose(choice) {
    network.select(choice);
    select(choice);
  }

  // Of the graph, the relationships that are heavy enough, and only those around one person where that is wanted.
  const weights = [...new Set(Object.values(data.weights))].sort((one, other) => one - other);
  function part() {
    const least = weights[Number(slider.value)] ?? 0;
    const heavy = data.graph.edges.filter((edge) => data.weights[edge.id] >= least);
    const met = new Set([around]);
    for (const { from, to } of heavy) {
      if (from === around) met.add(to);
      if (to === around) met.add(from);
    }
    const edges = around === null ? heavy : heavy.filter(({ from, to }) => met.has(from) && met.has(to));
    const linked = new Set(edges.flatMap(({ from, to }) => [from, to]));
    const all = around === null && least <= (weights[0] ?? 0);
    return { ...data.graph, edges, nodes: data.graph.nodes.filter(({ id }) => all || id === around || linked.has(id)) };
  }
  let last = "";
  function redraw() {
    around = near.checked ? (chosen.kind === "person" && data.people[chosen.id] ? chosen.id : around) : null;
    near.disabled = around === null && chosen.kind !== "person";
    const count = weights[Number(slider.value)] ?? 0;
    weight.textContent = count <= (weights[0] ?? 0) ? "all" : `${count.toLocaleString("en")} or more`;
    const wanted = JSON.stringify([around, slider.value]);
    if (wanted !== last) network.update(part(), "page");
    last = wanted;
  }

  const people = Object.entries(data.people).sort(([, a], [, b]) => a.title.localeCompare(b.title));
  document.getElementById("names").append(...people.map(([, { title }]) => Object.assign(document.createElement("option"), { value: title })));
  const folded = (text) => text.trim().toLocaleLowerCase();
  const named = (matches) => people.find(([, { title }]) => matches(folded(title)))?.[0];
  function find(whole) {
    const text = folded(search.value);
    const id = text && (named((name) => name === text) ?? (whole ? undefined : named((name) => name.includes(text))));
    if (id) choose({ kind: "person", id });
    else if (!text) choose({ kind: "none" });
    search.setCustomValidity(text && !id && !whole ? "Nobody of that name" : "");
  }
  search.addEventListener("input", () => find(true));
  search.addEventListener("change", () => { find(false); search.reportValidity(); });
  slider.max = String(Math.max(0, weights.length - 1));
  slider.disabled = weights.length < 2;
  slider.addEventListener("input", redraw);
  near.addEventListener("change", redraw);
  document.getElementById("tools").addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("tools").hidden = !people.length;

  show(chosen);
  redraw();
}
