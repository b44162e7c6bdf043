// Adapter between Streamlit's component and the panel. It runs at every change of data or theme: what the reader has
// unfolded stays when the panel says the same as before.

const relgraphSaid = new WeakMap();

function relgraphPanelPart({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".rg");
  const before = relgraphSaid.get(root);
  const said = JSON.stringify(data);
  if (before?.said === said) return;
  relgraphSaid.set(root, { said, shown: data.shown, begin: data.panel.begin });

  const focused = root.contains(root.getRootNode().activeElement);
  const top = root.scrollTop;
  const tell = (kind, id = "") => setStateValue("selection", { kind, id, n: Date.now() });
  relgraphPanel(root, data.panel, {
    onChoose: ({ kind, id }) => tell(kind, id),
    ...(data.evidence && {
      onMore: (begin) => tell("more", String(begin)),
      onOpen: ([start, end]) => tell("open", `${start}-${end}`),
      onVeto: ([start, end]) => tell("veto", `${start}-${end}`),
      onRestore: (id) => tell("restore", id),
    }),
  });

  const turned = before?.shown === data.shown && before.begin !== data.panel.begin;
  const heading = root.querySelector(turned ? ".rg-evidence > .rg-h3" : ".rg-h2");
  root.scrollTop = before?.shown === data.shown ? top : 0;
  if (turned) heading?.scrollIntoView({ block: "start" });
  if (focused) heading?.focus({ preventScroll: true });
}
