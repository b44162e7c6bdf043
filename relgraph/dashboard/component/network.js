// Adapter between Streamlit's component and the network drawing. The function below runs at every change of data or
// theme; what it returns runs when the component leaves the page, so that one network is kept for each root.

const relgraphKept = new WeakMap();
const relgraphNetworks = new Map(); // by key, those on the page
const relgraphChosen = new Map(); // by key, what Python chose last

function relgraphSelect(key) {
  const [kept, selected] = [relgraphNetworks.get(key), relgraphChosen.get(key)];
  if (!kept || !selected || selected.n === kept.selected) return;
  kept.selected = selected.n;
  kept.network.select(selected);
}

// A choice travels alone: with the network it would send all of it again.
function relgraphChoicePart({ data }) {
  relgraphChosen.set(data.network, data.selected);
  relgraphSelect(data.network);
}

function relgraphNetworkPart({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".rg");
  let kept = relgraphKept.get(root);
  if (!kept) {
    const onSelect = (choice) => setStateValue("selection", { ...choice, n: Date.now() });
    kept = { network: relgraphNetwork(root, { onSelect, label: data.label }), selected: null };
    relgraphKept.set(root, kept);
    root.relgraph = kept.network;
  }
  relgraphNetworks.set(data.key, kept);
  kept.network.update(data.graph, data.view);
  relgraphSelect(data.key);
  return () => {
    kept.network.destroy();
    relgraphKept.delete(root);
    if (relgraphNetworks.get(data.key) === kept) relgraphNetworks.delete(data.key);
  };
}
