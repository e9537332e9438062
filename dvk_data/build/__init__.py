"""Raw CSV -> checked Parquet with its description. The app never imports this package."""
