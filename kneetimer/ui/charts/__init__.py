"""The charts of the Progress page. Only this part imports pyqtgraph, and only when the page is first opened."""
