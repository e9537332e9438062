-- Which models were found, with codes, names, places then and now and outcomes?
-- `chosen` holds the numbers of the models found. They stand in the order of their places.
-- one row per model
SELECT model_id, name, domain, domain_is_inferred, owner_name, owner_type, year, status, area_id,
    area_name, district_name, province_name, current_area_id, current_area_name, village,
    place_text, outcomes, flag, note, note_vi, source_id, source_title, publisher, url,
    published_date
FROM model_rows
SEMI JOIN chosen USING (row_no);
