// Adapter between Streamlit's component and the panel.

export default function ({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".rg");
  const tell = (choice) => setStateValue("selection", { ...choice, n: Date.now() });
  relgraphPanel(root, data.panel, {
    onChoose: tell,
    onMore: (count) => tell({ kind: "more", id: String(count) }),
  });
  if (root.dataset.shown !== data.shown) root.scrollTop = 0;
  root.dataset.shown = data.shown;
}
