"""Chỉ số cấp tỉnh: where a province stands in PCI, PAPI, PAR INDEX, SIPAS, DTI; for leaders."""

from dvk_data.screen import index_charts, index_choice, index_rows, index_years, indices

choice = index_choice.choose()
indices.title(choice)
found, unit = indices.standing(choice)
indices.cards(choice, found, unit)
index_years.over_years(choice, unit)
index_charts.dimensions(choice)
index_charts.all_provinces(choice, found, unit)
index_rows.show(choice, unit)
index_rows.all_indices(choice)
