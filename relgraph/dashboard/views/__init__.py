"""The views beside the network: matrix, arcs, timeline, tables, numbers."""
