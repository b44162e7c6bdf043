// The interactive network: draws nodes and edges given with their places, and tells which one was chosen.
// Text from stories reaches the page only as canvas text or textContent.

const relgraphViews = (globalThis.relgraphViews ??= new Map()); // what the reader moved, by story: outlives a redraw

function relgraphElement(tag, className, text, attributes = {}) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function relgraphFade(colour, opacity) {
  const digits = colour.match(/[\d.]+/g);
  return digits && colour.startsWith("rgb") ? `rgba(${digits.slice(0, 3).join(",")},${opacity})` : colour;
}

function relgraphNetwork(root, { onSelect, label }) {
  const stage = relgraphElement("div", "rg-stage", undefined, { role: "img", "aria-label": label });
  const tools = relgraphElement("div", "rg-tools", undefined, { role: "toolbar", "aria-label": "Picture" });
  const legend = relgraphElement("div", "rg-legend", undefined, { role: "group", "aria-label": "Circles" });
  const foot = relgraphElement("div", "rg-below");
  foot.append(legend, tools);
  root.replaceChildren(stage, foot);

  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const base = { nodes: new Map(), edges: new Map() };
  const faded = new Map(); // the opacity that an item has now
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let network = null;
  let view = { places: {}, touched: false };
  let chosen = { kind: "none" };
  let drawn = 0;
  let updates = 0;

  const ink = () => {
    const style = getComputedStyle(root);
    return { text: style.color, paper: style.backgroundColor, face: style.fontFamily };
  };

  // Places are made for a wide screen: they are pulled to the shape of this one, once, so that they stay.
  function stretch(items) {
    if (view.stretch || !items.length) return;
    const span = (values) => Math.max(...values) - Math.min(...values);
    const shape = (span(items.map((item) => item.x)) + 160) / (span(items.map((item) => item.y)) + 80);
    const wide = Math.sqrt(stage.clientWidth / Math.max(1, stage.clientHeight) / shape);
    const bounded = Math.min(1.35, Math.max(0.68, wide));
    view.stretch = [bounded, 1 / bounded];
  }

  function dress(node, { text, paper, face }) {
    const moved = view.places[node.id];
    const [wide, high] = view.stretch;
    const border = { background: node.color, border: text };
    return {
      ...node,
      x: node.x * wide,
      y: node.y * high,
      ...moved,
      color: { background: node.color, border: paper, highlight: border, hover: border },
      font: { ...node.font, color: text, strokeColor: paper, face },
      opacity: 1,
    };
  }

  // Who is not in view is a small grey dot, so that places and picture stay the same from chapter to chapter.
  function ghost(node, { text }) {
    const [wide, high] = view.stretch;
    const colour = { background: relgraphFade(text, 0.28), border: relgraphFade(text, 0) };
    return {
      ...node,
      x: node.x * wide,
      y: node.y * high,
      ...view.places[node.id],
      label: "",
      size: 5,
      font: { size: 8 },
      color: { ...colour, highlight: colour, hover: colour },
      opacity: 1,
    };
  }

  function replace(set, kept, items, others = []) {
    const ids = new Set([...items, ...others].map((item) => item.id));
    set.remove(set.getIds().filter((id) => !ids.has(id)));
    set.update([...others, ...items]);
    kept.clear();
    for (const item of items) kept.set(item.id, item);
  }

  function near() {
    if (chosen.kind === "person") {
      if (!base.nodes.has(chosen.id)) return null;
      const ids = new Set([chosen.id]);
      for (const edge of base.edges.values()) {
        if (edge.from === chosen.id) ids.add(edge.to);
        if (edge.to === chosen.id) ids.add(edge.from);
      }
      return { ids, edge: (edge) => edge.from === chosen.id || edge.to === chosen.id };
    }
    if (chosen.kind === "pair") {
      const pair = base.edges.get(chosen.id);
      if (!pair) return null;
      return { ids: new Set([pair.from, pair.to]), edge: (edge) => edge.id === chosen.id };
    }
    if (chosen.kind === "circle") {
      const ids = new Set([...base.nodes.values()].filter((node) => node.color.background === chosen.id).map((node) => node.id));
      return { ids, edge: (edge) => ids.has(edge.from) && ids.has(edge.to) };
    }
    return null;
  }

  // Only what changes its look is handed to vis-network, which takes its time with each item.
  function change(kept, look) {
    const changed = [];
    for (const item of kept.values()) {
      const opacity = look(item);
      if (faded.get(item.id) === opacity) continue;
      faded.set(item.id, opacity);
      changed.push({ item, opacity });
    }
    return changed;
  }

  function emphasise() {
    const around = near();
    const { text } = ink();
    const people = change(base.nodes, (node) => (!around || around.ids.has(node.id) ? 1 : 0.22));
    nodes.update(people.map(({ item, opacity }) => ({
      id: item.id,
      opacity,
      font: { ...item.font, color: opacity === 1 ? text : relgraphFade(text, 0.38) },
    })));
    const lines = change(base.edges, (edge) => {
      const own = edge.color.opacity;
      return !around ? own : around.edge(edge) ? Math.min(1, own + 0.3) : 0.07;
    });
    edges.update(lines.map(({ item: { id, color: { color } }, opacity }) => ({
      id,
      color: { color, opacity, highlight: color, hover: color },
    })));
    network.unselectAll();
    if (chosen.kind === "person" && base.nodes.has(chosen.id)) network.selectNodes([chosen.id], false);
    if (chosen.kind === "pair" && base.edges.has(chosen.id)) {
      network.setSelection({ nodes: [...around.ids], edges: [chosen.id] }, { highlightEdges: false });
    }
    for (const line of legend.children) line.setAttribute("aria-pressed", String(chosen.kind === "circle" && chosen.id === line.dataset.colour));
  }

  function choose(next, tell) {
    chosen = next;
    emphasise();
    if (tell) onSelect(next);
  }

  function fit(animated) {
    if (!nodes.length) return;
    network.fit({ maxZoomLevel: 1.25, animation: animated && !calm ? { duration: 350, easingFunction: "easeInOutQuad" } : false });
  }

  function remember() {
    view.touched = true;
    view.scale = network.getScale();
    view.position = network.getViewPosition();
  }

  function zoom(factor) {
    network.moveTo({ scale: network.getScale() * factor, animation: calm ? false : { duration: 200, easingFunction: "easeOutQuad" } });
    remember();
  }

  function save(name) {
    const canvas = stage.querySelector("canvas");
    const copy = Object.assign(document.createElement("canvas"), { width: canvas.width, height: canvas.height });
    const brush = copy.getContext("2d");
    brush.fillStyle = ink().paper;
    brush.fillRect(0, 0, copy.width, copy.height);
    brush.drawImage(canvas, 0, 0);
    Object.assign(document.createElement("a"), { href: copy.toDataURL("image/png"), download: name }).click();
  }

  function button(text, title, act) {
    const made = relgraphElement("button", "rg-tool", text, { type: "button", title, "aria-label": title });
    made.addEventListener("click", act);
    tools.append(made);
  }

  function explain(circles) {
    legend.replaceChildren(...circles.map((circle) => {
      const line = relgraphElement("button", "rg-circle", undefined, { type: "button", "aria-pressed": "false" });
      line.dataset.colour = circle.colour;
      const dot = relgraphElement("span", "rg-dot");
      dot.style.background = circle.colour;
      line.append(dot, relgraphElement("span", "rg-circle-name", circle.name), relgraphElement("span", "rg-count", String(circle.people)));
      line.addEventListener("click", () => choose(chosen.kind === "circle" && chosen.id === circle.colour ? { kind: "none" } : { kind: "circle", id: circle.colour }, false));
      return line;
    }));
  }

  function start(options) {
    network = new vis.Network(stage, { nodes, edges }, options);
    network.on("click", ({ nodes: [node], edges: [edge] }) => {
      if (node !== undefined) choose({ kind: "person", id: node }, true);
      else if (edge !== undefined) choose({ kind: "pair", id: edge }, true);
      else choose({ kind: "none" }, true);
    });
    network.on("dragEnd", ({ nodes: dragged }) => {
      if (dragged.length) Object.assign(view.places, network.getPositions(dragged));
      remember();
      emphasise();
    });
    network.on("zoom", remember);
    network.on("resize", () => view.touched || fit(false));
    network.on("hoverNode", () => { stage.style.cursor = "pointer"; });
    network.on("hoverEdge", () => { stage.style.cursor = "pointer"; });
    network.on("blurNode", () => { stage.style.cursor = ""; });
    network.on("blurEdge", () => { stage.style.cursor = ""; });
    network.once("afterDrawing", () => view.touched || fit(false)); // only now the names have a size
    network.on("afterDrawing", () => { root.dataset.drawn = String(++drawn); });
    stage.addEventListener("mouseleave", () => {
      for (const tip of stage.querySelectorAll(".vis-tooltip")) tip.style.visibility = "hidden";
    });
    button("+", "Zoom in", () => zoom(1.3));
    button("−", "Zoom out", () => zoom(1 / 1.3));
    button("Fit", "Show everybody", () => { view.touched = false; fit(true); });
    button("PNG", "Save the picture as PNG", () => save("relgraph.png"));
  }

  return {
    // Draw `graph` (nodes, edges, options, legend); `story` names whose moved places and view to keep.
    update(graph, story) {
      const other = relgraphViews.get(story) ?? { places: {}, touched: false };
      const turned = view !== other;
      relgraphViews.set(story, other);
      view = other;
      const colours = ink();
      const before = nodes.length;
      const absent = graph.absent ?? [];
      faded.clear();
      stretch([...graph.nodes, ...absent]);
      replace(nodes, base.nodes, graph.nodes.map((node) => dress(node, colours)), absent.map((node) => ghost(node, colours)));
      replace(edges, base.edges, graph.edges);
      explain(graph.legend);
      if (!network) start(graph.options);
      else network.setOptions({ edges: graph.options.edges, interaction: graph.options.interaction });
      if (turned && view.touched) network.moveTo({ scale: view.scale, position: view.position, animation: false });
      else if (!view.touched && (turned || before !== nodes.length)) fit(!turned);
      emphasise();
      root.dataset.updates = String(++updates);
    },
    select(next) { choose(next, false); },
    destroy() { network?.destroy(); },
    get vis() { return network; },
  };
}
