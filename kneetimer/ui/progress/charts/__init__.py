"""The charts of the Progress page: the only part that imports pyqtgraph, when the page is first opened."""
