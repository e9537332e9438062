"""The page in Dash, over the same questions: one app for each number of charts, at /1/, /2/ ..."""

import sys

import flask
import plotly.graph_objects as go
from dash import Dash, Input, Output, dcc, html

from bench.references.questions import COLUMNS, counts, provinces

server = flask.Flask(__name__)


@server.get("/health")
def health():
    return "ok"


def serve_page(charts: int) -> None:
    columns = COLUMNS[:charts]
    app = Dash(__name__, server=server, url_base_pathname=f"/{charts}/", serve_locally=True)
    names = list(provinces())
    app.layout = html.Div(
        [
            html.H1("Mô hình của một tỉnh"),
            dcc.Dropdown(names, names[0], id="province", clearable=False),
            html.H2(id="total"),
            *[dcc.Graph(id=column) for column in columns],
        ]
    )

    @app.callback(
        [Output("total", "children"), *[Output(column, "figure") for column in columns]],
        Input("province", "value"),
    )
    def draw(province):
        found = [counts(provinces()[province], column) for column in columns]
        figures = [
            go.Figure(data=[{"type": "bar", "x": labels, "y": models, "text": models}])
            for labels, models in found
        ]
        return [sum(found[0][1]), *figures]


for number in range(1, len(COLUMNS) + 1):
    serve_page(number)

if __name__ == "__main__":
    server.run(host="localhost", port=int(sys.argv[1]), threaded=True)
