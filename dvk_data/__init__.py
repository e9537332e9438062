"""Dân vận outcomes as checked data: what each module is for and who may import whom.

app.py, pages/   choose, ask, show                          import screen
screen/          the only modules that know Streamlit       import all below
figures/         rows -> Plotly figure                      imports formats, catalogue
documents/       reports as Word and as slides              imports figures, formats, wording,
                                                                   indicators, services, indices,
                                                                   catalogue; is handed questions
data_route       the data files over HTTP, for serve.py     imports open_data, export, warehouse
bundles          Streamlit's own page and files, for serve.py  imports nothing of ours
open_data        which data files there are, what they hold imports export, places, warehouse
export/          every file a reader can take away          imports wording, indicators, catalogue,
                                                                   formats
formats          numbers, percent, money, dates             imports nothing of ours
wording          every sentence on screen, vi and en        imports nothing of ours
indicators       what we measure                            imports nothing of ours
services         steps of dossiers, groups of decision 766  imports nothing of ours
provincial_indices  scales and changes of PCI, PAPI ...     imports nothing of ours
places           names of places                            imports nothing of ours
dictionary       every table, column, code, measure        imports indicators, indices, places,
                                                                   catalogue
petition_flow    steps of petitions, where they break       imports nothing of ours
warehouse        the only door to DuckDB                    imports catalogue, model_index
model_index      sets of models, choices and counts         imports nothing of ours
published/       versions that imports make, taken back     imports intake, build, warehouse,
                                                                   wording, catalogue, in_force
intake/          spreadsheets of units -> checked raw rows  imports build, places, indicators,
                                                                   catalogue, wording
build/           raw CSV -> checked Parquet + description,  imported by intake and published;
                 views of large datasets, simulated data    its command line knows both
catalogue        what each file in datasets/ holds          imports in_force
in_force         which published version is read            imports nothing of ours
"""
