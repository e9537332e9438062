"""A figure as Plotly's own classes hold it, which refuse what Plotly does not know."""

from plotly.graph_objects import Figure


def examined(figure):
    return Figure(figure.to_dict())
