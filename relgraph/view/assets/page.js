// The stand-alone page: the same network and panel as in the dashboard, fed from the data in the page.

{
  const data = JSON.parse(document.getElementById("data").textContent);
  const place = document.getElementById("panel");
  const search = document.getElementById("search");
  for (const panel of [...Object.values(data.people), ...Object.values(data.pairs)]) {
    for (const chart of panel.charts) chart.parts = chart.parts.map((count, at) => [data.parts[at], count]);
  }
  const panelOf = ({ kind, id }) => (kind === "person" ? data.people[id] : kind === "pair" ? data.pairs[id] : null) ?? data.story;
  const show = (choice) => {
    relgraphPanel(place, panelOf(choice), { onChoose: choose });
    place.scrollTop = 0;
  };
  const network = relgraphNetwork(document.getElementById("network"), { onSelect: show, label: data.label });
  function choose(choice) {
    network.select(choice);
    show(choice);
  }
  for (const [id, panel] of Object.entries(data.people).sort(([, a], [, b]) => a.title.localeCompare(b.title))) {
    search.append(Object.assign(document.createElement("option"), { value: id, textContent: panel.title }));
  }
  search.addEventListener("change", () => choose(search.value ? { kind: "person", id: search.value } : { kind: "none" }));
  network.update(data.graph, "page");
  show({ kind: "none" });
}
