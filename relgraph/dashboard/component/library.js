// The last lines of what is sent to the browser once: scripts and styles that all parts of the dashboard share. Streamlit
// sends a component's own script and styles again with every change of its data, so that each has but a few lines.

if (!globalThis.relgraph) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(relgraphStyle);
  globalThis.relgraph = {
    sheet,
    parts: { choice: relgraphChoicePart, network: relgraphNetworkPart, panel: relgraphPanelPart, reader: relgraphReaderPart },
  };
}

export default () => { dispatchEvent(new Event("relgraph-ready")); };
