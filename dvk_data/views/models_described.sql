-- Every named model as files hold it, with its number.
-- one row per model
CREATE VIEW models_described AS
SELECT row_no, model_id, name, domain, domain_is_inferred, owner_name, owner_type, year, status, area_id,
    area_name, district_name, province_name, current_area_id, current_area_name, village,
    place_text, outcomes, flag, note, note_vi, source_id, source_title, publisher, url,
    published_date
FROM model_rows;
