"""The same page, "models of a province", built in four other ways to measure the dashboard against.

Each reads models.parquet ($BENCH_MODELS: unsorted, the province beside each row) and draws as many
charts as asked for, one per column: how many models of the province per domain, owner, year ...
"""
