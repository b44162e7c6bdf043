// Adapter between Streamlit's component and the network drawing. The function below runs at every change of data or
// theme; what it returns runs when the component leaves the page, so that one network is kept for each root.

const relgraphKept = new WeakMap();
const relgraphReady = () =>
  globalThis.vis?.Network
    ? Promise.resolve()
    : new Promise((resolve) => addEventListener("relgraph-vis", resolve, { once: true }));

export default async function ({ data, parentElement, setStateValue }) {
  await relgraphReady();
  const root = parentElement.querySelector(".rg");
  let kept = relgraphKept.get(root);
  if (!kept) {
    const onSelect = (choice) => setStateValue("selection", { ...choice, n: Date.now() });
    kept = { network: relgraphNetwork(root, { onSelect, label: data.label }), selected: null };
    relgraphKept.set(root, kept);
    root.relgraph = kept.network;
  }
  kept.network.update(data.graph, data.view);
  if (data.selected.n !== kept.selected) {
    kept.selected = data.selected.n;
    kept.network.select(data.selected);
  }
  return () => {
    kept.network.destroy();
    relgraphKept.delete(root);
  };
}
