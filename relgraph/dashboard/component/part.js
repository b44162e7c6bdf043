const ready = () => globalThis.relgraph ? Promise.resolve() : new Promise((done) => addEventListener("relgraph-ready", done, { once: true }));

export default async function (component) {
  await ready();
  component.parentElement.getRootNode().adoptedStyleSheets = [relgraph.sheet];
  return relgraph.parts.PART(component);
}
