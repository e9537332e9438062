-- Which two counts make up a rate, as in indicators.toml, and whether it is computed where a source
-- states the counts alone.
-- one row per rate that has counts
CREATE TABLE counted_rates AS
FROM (VALUES
    ('petitions', 'resolved_rate', 'resolved', 'within_jurisdiction', true),
    ('service_kpis', 'on_time_rate', 'dossiers_on_time', 'dossiers_resolved', true),
    ('service_kpis', 'on_time_rate_of_received', 'dossiers_on_time', 'dossiers_received', false),
    ('service_kpis', 'before_deadline_rate', 'dossiers_before_deadline', 'dossiers_resolved', false),
    ('service_kpis', 'at_deadline_rate', 'dossiers_at_deadline', 'dossiers_resolved', false),
    ('service_kpis', 'dossiers_late_rate', 'dossiers_late', 'dossiers_resolved', false),
    ('service_kpis', 'dossiers_late_rate_of_received', 'dossiers_late', 'dossiers_received', false),
    ('service_kpis', 'resolved_rate', 'dossiers_resolved', 'dossiers_received', true),
    ('service_kpis', 'resolved_online_rate', 'dossiers_resolved_online', 'dossiers_resolved', false),
    ('service_kpis', 'pending_rate', 'dossiers_pending', 'dossiers_received', false),
    ('service_kpis', 'online_submission_rate', 'dossiers_online', 'dossiers_received', true),
    ('service_kpis', 'full_online_dossiers_rate', 'dossiers_full_online', 'dossiers_received', false),
    ('service_kpis', 'direct_rate', 'dossiers_direct', 'dossiers_received', false),
    ('service_kpis', 'postal_rate', 'dossiers_postal', 'dossiers_received', false),
    ('service_kpis', 'online_payment_rate', 'dossiers_online_payment', 'dossiers_with_fee', true),
    ('service_kpis', 'digitised_rate', 'dossiers_digitised', 'dossiers_received', true),
    ('service_kpis', 'data_reuse_rate', 'dossiers_data_reused', 'dossiers_received', false),
    ('service_kpis', 'satisfaction_rate', 'satisfaction_votes_satisfied', 'satisfaction_votes', false),
    ('service_kpis', 'transparency_rate', 'procedures_published', 'procedures_total', false),
    ('service_kpis', 'procedures_one_stop_rate', 'procedures_one_stop', 'procedures_total', false),
    ('service_kpis', 'procedures_online_payment_rate', 'procedures_online_payment', 'procedures_with_fee', false),
    ('service_kpis', 'online_services_rate', 'online_services', 'procedures_total', false),
    ('service_kpis', 'full_online_services_rate', 'full_online_services', 'procedures_total', false),
    ('service_kpis', 'accounts_activated_rate', 'accounts_activated', 'accounts_issued', false),
    ('service_kpis', 'security_certificates_online_rate', 'security_certificates_online', 'security_certificates_total', false)
) AS r (subject, measure, numerator, denominator, is_computed);
